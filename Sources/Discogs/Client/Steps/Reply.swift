import NIOCore
import Records

/// What a reply says, read by its status, then its content type, then its text.
/// (Source: discogs-api.md, section 5.)
struct Reply {
    private let response: IncomingResponse
    private let contentType: String

    init(_ response: IncomingResponse) {
        self.response = response
        contentType = response.header("Content-Type") ?? ""
    }

    /// The body of a success; null when there is none.
    func json(mayBeEmpty: Bool) throws(DiscogsError.UnexpectedReply) -> JSONValue {
        if response.status == 204 || response.body.readableBytes == 0 && mayBeEmpty {
            return .null
        }
        if response.body.readableBytes == 0 { throw .emptyBody }
        if isHTML { throw .html }
        if isTable {
            guard let rows = table() else { throw .unreadableTable }
            return rows
        }
        guard isJSON || contentType.isEmpty else {
            throw .notJSON(contentType: ServerText.shortened(contentType))
        }
        guard let value = parsed() else { throw .unreadableJSON }
        return value
    }

    /// Text for a success whose body is not what it should be.
    func message(for problem: DiscogsError.UnexpectedReply) -> String {
        switch problem {
        case .html: "A web page came instead of data: \(pageTitle)"
        case .notJSON(let type): "Data of the type \(type) came instead of JSON."
        case .unreadableJSON: "The reply is not complete, readable JSON."
        case .unreadableTable: "The reply is not a complete, readable table."
        case .emptyBody: "The reply is empty."
        case .noToken: "The reply holds no token."
        case .redirect: "The server points somewhere else."
        case .status: "The API has no status \(response.status)."
        }
    }

    func error(for request: OutgoingRequest, wallClock: () -> Int64) -> DiscogsError {
        let retryAfter = RetryAfter.pause(in: response.headers, wallClock: wallClock)
        let kind = kind(retryAfter)
        return DiscogsError(
            kind, status: response.status, message: serverMessage ?? ownMessage(kind),
            retryAfter: retryAfter, requestID: request.id, request: request.line)
    }

    private func kind(_ retryAfter: Duration?) -> DiscogsError.Kind {
        switch response.status {
        case 401: .authentication
        case 403: .permission
        case 404: .notFound
        case 407: .network(.proxy("it wants a login"))
        case 408, 500...: .server
        case 409: .conflict
        case 429: .rateLimit(retryAfter: retryAfter)
        case 400..<500: .badRequest
        case 301...303, 307, 308: .unexpectedReply(.redirect)
        default: .unexpectedReply(.status)
        }
    }

    private var serverMessage: String? {
        if isHTML { return "A web page came instead of data: \(pageTitle)" }
        if isJSON || contentType.isEmpty, let value = parsed() {
            return Self.message(in: value).map(ServerText.shortened).flatMap(Self.nonEmpty)
        }
        return Self.nonEmpty(ServerText.shortened(text))
    }

    /// Both shapes: `message`, and `detail` as text or as a list of problems with their places.
    private static func message(in value: JSONValue) -> String? {
        if let text = value["message"]?.stringValue, !text.isEmpty { return text }
        guard let detail = value["detail"] else { return nil }
        guard let problems = detail.arrayValue else { return detail.text }
        return problems.map { problem in
            guard let text = problem["msg"]?.text else { return problem.text }
            let place = (problem["loc"]?.arrayValue ?? []).map(\.text).joined(separator: ".")
            return place.isEmpty ? text : "\(place): \(text)"
        }.joined(separator: "; ")
    }

    private func ownMessage(_ kind: DiscogsError.Kind) -> String {
        switch kind {
        case .authentication: "You must authenticate to access this resource."
        case .permission: "You are not allowed to do this."
        case .notFound: "The requested resource was not found."
        case .rateLimit: "You are making requests too quickly."
        case .unexpectedReply(let problem): message(for: problem)
        default: "The server answered with status \(response.status), without a reason."
        }
    }

    private var isHTML: Bool {
        contentType.lowercased().contains("html") || contentType.isEmpty && text.hasPrefix("<")
    }

    private var isTable: Bool { contentType.lowercased().hasPrefix("text/csv") }

    private func table() -> JSONValue? {
        let parser = RowFormat.csv.makeParser()
        guard let rows = try? parser.read(Array(response.body.readableBytesView)[...]),
            let rest = try? parser.finish()
        else { return nil }
        return .array((rows + rest).map(JSONValue.object))
    }

    private var isJSON: Bool { contentType.lowercased().contains("json") }

    private var pageTitle: String { ServerText.title(ofHTML: text) ?? "it has no title." }

    /// The beginning of the body; enough for a message or a title.
    private var text: String {
        String(decoding: response.body.readableBytesView.prefix(16 << 10), as: UTF8.self)
    }

    private func parsed() -> JSONValue? {
        response.body.withUnsafeReadableBytes { bytes in
            let bytes = bytes.bindMemory(to: UInt8.self)
            if let value = try? JSONValue(parsing: bytes) { return value }
            return JSONRepair.repaired(bytes).flatMap { try? JSONValue(parsing: $0) }
        }
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
