import Discogs

/// docs/coverage.md, derived from the endpoint table: what there is of the API, and how to call it.
package enum CoverageDocument {
    package static var markdown: String {
        var lines = [
            "# The API, operation by operation",
            "",
            "Generated from the endpoint table by `scripts/reference`; do not edit.",
            "",
            """
            The calls are those of a `DiscogsClient`, or of any other `DiscogsSource`, called \
            `discogs`; `.with(…)` gives a request its parameters, which are named as the command \
            names them. `OperationTests` has a case for every operation, against a server: method, \
            path, query, body, and what is shown. Its examples run there, too.
            """,
        ]
        for (section, endpoints) in Endpoint.sections {
            lines += [
                "", "## \(section.rawValue.prefix(1).uppercased() + section.rawValue.dropFirst())",
                "", "| Operation | Command | Call | Test |", "|---|---|---|---|",
            ]
            lines += endpoints.map { endpoint in
                "| `\(endpoint.method.rawValue) \(endpoint.path)` | `\(endpoint.name)` "
                    + "| `\(call(of: endpoint))` | `\(test(of: endpoint))` |"
            }
        }
        lines += [
            "", "## Login", "", "| Operation | Command | Call | Test |", "|---|---|---|---|",
            "| `GET /oauth/request_token` | `login` | `discogs.requestToken(for: consumer)` "
                + "| `OAuthLoginTests` |",
            "| `POST /oauth/access_token` | `login` | `discogs.accessToken(…)` "
                + "| `OAuthLoginTests` |",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Each of them has a case for every endpoint, which they check themselves.
    private static func test(of endpoint: Endpoint) -> String {
        endpoint.reply.model == nil ? "OperationTests" : "OperationTests, TypedCallTests"
    }

    private static func call(of endpoint: Endpoint) -> String {
        let request = ".to(.\(memberName(of: endpoint)))"
        let model = endpoint.reply.model.map { "\($0)" } ?? ""
        return switch endpoint.reply.shape {
        case .object: "discogs.object(\(model).self, from: \(request))"
        case .list, .pages: "discogs.rows(\(model).self, from: \(request))"
        case .table, .empty: "discogs.send(\(request))"
        }
    }

    /// `Endpoint.masterVersions` for `master-versions`.
    package static func memberName(of endpoint: Endpoint) -> String {
        let words = endpoint.name.split(separator: "-")
        return words.dropFirst().reduce(String(words.first ?? "")) {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }
}
