import Records
import Testing

@testable import Discogs

@Suite("Endpoint table")
struct EndpointTableTests {
    @Test("has every operation of the API, each under a name of its own")
    func names() {
        let names = Endpoint.all.map(\.name)
        #expect(Set(names).count == names.count)
        let operations = Endpoint.all.map { endpoint in
            let segments = endpoint.path.split(separator: "/").map { $0.hasPrefix("{") ? "*" : $0 }
            return "\(endpoint.method.rawValue) /\(segments.joined(separator: "/"))"
        }
        #expect(operations.sorted() == Self.operations.sorted())
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
        #expect(Endpoint.named("master-versions")?.path == "/masters/{master_id}/versions")
        #expect(Endpoint.named("nothing") == nil)
    }

    /// As the API's documentation lists them, but for the two that a login sends and for the fee
    /// in dollars, which is the same as the other one with USD.
    private static let operations = [
        "GET /database/search", "GET /releases/*", "GET /releases/*/rating/*",
        "PUT /releases/*/rating/*", "DELETE /releases/*/rating/*", "GET /releases/*/rating",
        "GET /releases/*/stats", "GET /masters/*", "GET /masters/*/versions", "GET /artists/*",
        "GET /artists/*/releases", "GET /labels/*", "GET /labels/*/releases",
        "GET /users/*/inventory", "GET /marketplace/listings/*", "POST /marketplace/listings",
        "POST /marketplace/listings/*", "DELETE /marketplace/listings/*",
        "GET /marketplace/orders", "GET /marketplace/orders/*", "POST /marketplace/orders/*",
        "GET /marketplace/orders/*/messages", "POST /marketplace/orders/*/messages",
        "GET /marketplace/fee/*/*", "GET /marketplace/price_suggestions/*",
        "GET /marketplace/stats/*", "POST /inventory/export", "GET /inventory/export",
        "GET /inventory/export/*", "GET /inventory/export/*/download",
        "POST /inventory/upload/add", "POST /inventory/upload/change",
        "POST /inventory/upload/delete", "GET /inventory/upload", "GET /inventory/upload/*",
        "GET /oauth/identity", "GET /users/*", "POST /users/*", "GET /users/*/submissions",
        "GET /users/*/contributions", "GET /users/*/collection/folders",
        "POST /users/*/collection/folders", "GET /users/*/collection/folders/*",
        "POST /users/*/collection/folders/*", "DELETE /users/*/collection/folders/*",
        "GET /users/*/collection/releases/*", "GET /users/*/collection/folders/*/releases",
        "POST /users/*/collection/folders/*/releases/*",
        "POST /users/*/collection/folders/*/releases/*/instances/*",
        "DELETE /users/*/collection/folders/*/releases/*/instances/*",
        "GET /users/*/collection/fields",
        "POST /users/*/collection/folders/*/releases/*/instances/*/fields/*",
        "GET /users/*/collection/value", "GET /users/*/wants", "PUT /users/*/wants/*",
        "POST /users/*/wants/*", "DELETE /users/*/wants/*", "GET /users/*/lists", "GET /lists/*",
    ]

    @Test(
        "What goes along is checked, kept and told again by what there is", arguments: Endpoint.all)
    func bodies(endpoint: Endpoint) throws {
        let inBody = endpoint.parameters.filter { $0.place == .body || $0.place == .upload }
        #expect(inBody.isEmpty || endpoint.isWrite && endpoint.login == .user)
        #expect(endpoint.bodyRule == .any || inBody.count > 1)
        if let kept = endpoint.kept {
            let shown = try #require(Endpoint.named(kept.endpoint))
            let fields = Set(shown.reply.fields)
            for parameter in inBody {
                let field = try #require(kept.fields[parameter.name])
                #expect(fields.contains(FieldPath(field).head))
            }
        }
        if let name = endpoint.followUp {
            let next = try #require(Endpoint.named(name))
            #expect(next.path == endpoint.path)
            #expect(next.parameters.map(\.name) == endpoint.parameters.map(\.name))
        }
    }

    @Test(
        "Every placeholder of a path is a declared parameter, and the other way round",
        arguments: Endpoint.all)
    func placeholders(endpoint: Endpoint) {
        let inPath = endpoint.parameters.filter { $0.place == .path }
        #expect(endpoint.placeholders.sorted() == inPath.map(\.name).sorted())
        #expect(inPath.allSatisfy { $0.isRequired == ($0.standIn == nil) })
        #expect(inPath.allSatisfy { $0.isPositional || $0.standIn != nil })
        #expect(endpoint.parameters.allSatisfy { $0.place == .path || $0.standIn == nil })
    }

    @Test(
        "Summaries are one sentence that begins with a verb and has no full stop",
        arguments: Endpoint.all)
    func summaries(endpoint: Endpoint) {
        #expect(endpoint.summary.first?.isUppercase == true)
        for summary in [endpoint.summary] + endpoint.parameters.map(\.summary) {
            #expect(summary.contains(" ") && !summary.hasSuffix("."))
        }
        #expect(endpoint.parameters.allSatisfy { $0.summary.first?.isUppercase == false })
    }

    @Test(
        "Parameters have names of their own, allow something, and imply what there is",
        arguments: Endpoint.all)
    func parameters(endpoint: Endpoint) throws {
        let names = endpoint.parameters.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(!names.contains { ["page", "per_page", "sort", "sort_order"].contains($0) })
        for parameter in endpoint.parameters {
            if case .choice(let words) = parameter.kind { #expect(words.count > 1) }
            guard let implied = parameter.implied else { continue }
            let other = try #require(endpoint.parameter(named: implied.name))
            #expect(try other.validated(implied.value) == implied.value)
        }
    }

    @Test("Rows have fields, and what orders them is one of these", arguments: Endpoint.all)
    func reply(endpoint: Endpoint) {
        let reply = endpoint.reply
        #expect(reply.fields.contains("id") || [.other, .orderMessage].contains(reply.kind))
        #expect(Set(reply.fields).count == reply.fields.count)
        let heads = reply.sortKeys.keys.map { FieldPath($0).head }
        #expect(Set(reply.fields).isSuperset(of: heads))
        #expect(!reply.isPaged || reply.rowsKey != nil)
        #expect((reply.model == nil) == [.empty, .table].contains(reply.shape))
    }

    @Test(
        "Each endpoint has one to four examples that name it",
        arguments: Endpoint.all)
    func examples(endpoint: Endpoint) {
        #expect((3...4).contains(endpoint.examples.count))
        #expect(endpoint.examples.allSatisfy { " \($0) ".contains(" \(endpoint.name) ") })
    }

    @Test("A search has every parameter of the API, and its words need no name")
    func searchParameters() {
        #expect(
            Set(Endpoint.search.parameters.map(\.name)) == [
                "q", "type", "title", "release_title", "credit", "artist", "anv", "label", "genre",
                "style", "country", "year", "format", "catno", "barcode", "track", "submitter",
                "contributor",
            ])
        #expect(Endpoint.search.positionalParameters.map(\.name) == ["q"])
        #expect(Endpoint.search.reply.rowCeiling == 10_000)
        #expect(Endpoint.search.reply.sortKeys.isEmpty)
    }

    @Test("A parameter is found with a hyphen for the underscore")
    func hyphens() {
        #expect(Endpoint.search.parameter(named: "release-title")?.name == "release_title")
        #expect(Endpoint.search.parameter(named: "yaer") == nil)
    }

    @Test("Words that are offered do not repeat")
    func vocabulary() {
        for words in [
            Vocabulary.genres, Vocabulary.styles, Vocabulary.countries, Vocabulary.formats,
            Vocabulary.currencies,
        ] {
            #expect(Set(words).count == words.count)
        }
        #expect(Vocabulary.genres.count == 15)
        #expect(Vocabulary.currencies.count == 12)
    }

    @Test("A path finds its endpoint and the values in it")
    func matching() throws {
        let match = try #require(Endpoint.matching(.get, "/masters/5460/versions"))
        #expect(match.endpoint.name == "master-versions")
        #expect(match.arguments == ["master_id": "5460"])
        let encoded = try #require(Endpoint.matching(.get, "/artists/a%20b"))
        #expect(encoded.arguments == ["artist_id": "a b"])
        #expect(Endpoint.matching(.get, "/database/search")?.endpoint.name == "search")
        #expect(Endpoint.matching(.get, "/masters") == nil)
        #expect(Endpoint.matching(.put, "/masters/5460") == nil)
    }
}

extension Endpoint: CustomTestStringConvertible {
    public var testDescription: String { name }
}
