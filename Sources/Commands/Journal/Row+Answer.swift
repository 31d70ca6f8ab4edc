import Discogs
import Records

extension DiscogsRequest {
    /// What tells it from others: `GET /releases/249504`.
    var name: String {
        guard case .json(let members)? = body else { return "\(method.rawValue) \(target)" }
        return "\(method.rawValue) \(target) \(members.json(pretty: false))"
    }
}

/// Answers as lines of a journal.
extension Row {
    /// - Parameter request: its name in the journal.
    init(_ answer: DiscogsResponse, to request: String, in statement: String) {
        self = [
            "request": .string(request), "statement": .string(statement),
            "status": .int(Int64(answer.status)), "body": answer.body,
        ]
        if let location = answer.location { self["location"] = .string(location) }
    }

    /// Nil for an error that says nothing about what was asked for, so that asking again may help.
    init?(_ error: DiscogsError, to request: String, in statement: String) {
        switch error.kind {
        case .notFound, .badRequest: break
        default: return nil
        }
        guard let status = error.status else { return nil }
        self = [
            "request": .string(request), "statement": .string(statement),
            "status": .int(Int64(status)), "error": .string(error.kind.name),
            "message": .string(error.message),
        ]
    }

    /// - Throws: the `DiscogsError` that the answer was.
    func answer(to request: DiscogsRequest) throws -> DiscogsResponse? {
        guard let status = number("status") else { return nil }
        if let kind = self["error"]?.stringValue {
            throw DiscogsError(
                kind == DiscogsError.Kind.notFound.name ? .notFound : .badRequest, status: status,
                message: self["message"]?.stringValue ?? "",
                request: .init(method: request.method, target: request.target))
        }
        guard let body = self["body"] else { return nil }
        return DiscogsResponse(
            status: status, body: body, location: self["location"]?.stringValue,
            requestID: "journal")
    }
}
