/// A reply that can be spoilt before it is sent.
struct ChaosReply: Sendable {
    var status: Int
    var headers: [HeaderField] = []
    var body: [UInt8] = []

    /// Head and empty line.
    /// - Parameter length: what `Content-Length` says; nil for no such header.
    func head(length: Int?) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status) \(Self.reason(status))"]
        var headers = headers
        if let length { headers.set(HeaderField("Content-Length", String(length))) }
        lines += headers.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    var bytes: [UInt8] { head(length: body.count) + body }
    var firstHalf: [UInt8] { Array(body.prefix(body.count / 2)) }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 302: "Found"
        case 429: "Too Many Requests"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        default: "Status"
        }
    }
}

extension ChaosReply {
    /// What a chaos server without an upstream has to say.
    static let plain = json(#"{"id": 1, "title": "A reply as it should be"}"#)

    static func json(_ text: String) -> ChaosReply {
        ChaosReply(
            status: 200, headers: [HeaderField("Content-Type", "application/json")],
            body: Array(text.utf8))
    }

    static func errorPage(_ status: Int) -> ChaosReply {
        html(
            status,
            """
            <!DOCTYPE html>
            <html lang="en-US"><head><title>api.discogs.com | \(status): \(reason(status))</title>
            <style>body { font-family: sans-serif }</style></head>
            <body><h1>\(reason(status)) <span>Error code \(status)</span></h1>
            <p>The web server reported an error.</p></body></html>

            """,
            HeaderField("Server", "cloudflare"), HeaderField("CF-RAY", "0123456789abcdef-FRA"))
    }

    /// The page with which a hotel's network greets.
    static let proxyPage = html(
        200, "<html><body><h1>Welcome</h1><p>Please accept our terms.</p></body></html>\n")

    static func redirect(_ status: Int, to address: String) -> ChaosReply {
        ChaosReply(status: status, headers: [HeaderField("Location", address)])
    }

    static let invalidGzip: ChaosReply = {
        var reply = plain
        reply.headers.append(HeaderField("Content-Encoding", "gzip"))
        return reply
    }()

    private static func html(
        _ status: Int, _ page: String, _ headers: HeaderField...
    ) -> ChaosReply {
        ChaosReply(
            status: status,
            headers: [HeaderField("Content-Type", "text/html; charset=UTF-8")] + headers,
            body: Array(page.utf8))
    }
}
