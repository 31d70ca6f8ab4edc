import Records

/// A reply before it is sent.
package struct SimulatedReply: Sendable, Hashable {
    package var status: Int
    package var headers: [HeaderField]
    package var body: [UInt8]

    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(status: Int, json: JSONValue) {
        var writer = JSONWriter()
        writer.write(json)
        self.init(status: status, body: writer.bytes)
    }

    /// The API's usual shape of an error.
    static func message(
        _ status: Int, _ text: String, headers: [HeaderField] = []
    ) -> SimulatedReply {
        var reply = SimulatedReply(status: status, json: ["message": .string(text)])
        reply.headers = headers
        return reply
    }

    /// With headers that it does not have yet.
    func adding(_ fields: [HeaderField]) -> SimulatedReply {
        var reply = self
        reply.headers += fields.filter { headers.value(of: $0.name) == nil }
        return reply
    }
}

/// The API's words, as recorded or documented.
extension SimulatedReply {
    private static let challenge = HeaderField(
        "WWW-Authenticate", #"OAuth realm="https://api.discogs.com""#)

    static let missingCredentials = message(
        401, "You must authenticate to access this resource.", headers: [challenge])
    static let wrongCredentials = message(
        401, "Invalid consumer token. Please register an app before making requests.",
        headers: [challenge])
    static let missingUserAgent = message(403, "Please send a User-Agent that is your own.")
    static let notFound = message(404, "The requested resource was not found.")
    static let methodNotAllowed = message(
        405, "The method is not allowed for the requested URL.",
        headers: [HeaderField("Allow", "GET")])
    static let tooManyRequests = message(429, "You are making requests too quickly.")
    static let serverFault = message(500, "An internal server error occurred. (Malformed query?)")

    static func pageOutOfRange(_ page: Int, of pages: Int) -> SimulatedReply {
        message(404, "Page \(page) is outside of valid range [1, \(pages)].")
    }

    static func invalid(_ parameter: String, expected: [String]) -> SimulatedReply {
        message(
            422, "Invalid \(parameter): expected one of \(expected.joined(separator: ", ")).")
    }
}
