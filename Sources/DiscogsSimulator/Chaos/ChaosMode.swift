/// A way to misbehave.
package enum ChaosMode: Sendable, Hashable {
    /// The reply as it should be: the upstream's, or a small JSON object.
    case pass
    /// The same, later.
    case latency(Duration)
    /// The request is read and never answered.
    case silence
    /// The connection is reset (RST).
    case reset(ResetPoint)
    /// Half the body that `Content-Length` promises, then the end of the connection.
    case truncation
    /// Half the JSON, with the length that fits it.
    case truncatedJSON
    /// The right head, then a byte of white space at a time, without end.
    case slowDrip(every: Duration)
    /// A header that grows a byte at a time, without end.
    case slowHead(every: Duration)
    /// The whole body, but `Content-Length` is off by so many bytes.
    case wrongLength(by: Int)
    /// A page like those of Cloudflare, with the status 502, 503, 520 …
    case errorPage(status: Int)
    /// A page of some proxy, with the status 200.
    case htmlPage
    /// 429 without a body.
    case tooManyRequests
    /// The status 200 without a body.
    case emptyBody
    /// The connection is closed without a reply.
    case emptyReply
    /// Bytes that are not HTTP.
    case garbage
    /// The same target at another server, given as `http://host:port`.
    case redirect(to: String, status: Int = 302)
    /// A redirect to itself.
    case redirectLoop
    /// Zeros in gzip, so many mebibytes when unfolded; sent as they are made.
    case gzipBomb(mebibytes: Int)
    /// `Content-Encoding: gzip`, but the body is not.
    case invalidGzip
    /// White space without compression, so many mebibytes; sent as it is made.
    case hugeBody(mebibytes: Int)
    /// So many headers of a kibibyte each.
    case headerFlood(count: Int)

    package enum ResetPoint: Sendable, Hashable {
        case beforeReply
        case afterHead
        case inBody
    }
}

extension ChaosMode {
    /// Answers one request.
    /// - Throws: when the client is gone, or the server is stopped.
    func answer(on wire: ChaosWire) async throws -> ConnectionEnd? {
        switch self {
        case .pass: return try await wire.pass()
        case .latency(let pause):
            try await wire.clock.sleep(for: pause)
            return try await wire.pass()
        case .silence: return try await wire.waitForever()
        case .reset(let point): return try await wire.reset(at: point)
        case .truncation: return try await wire.truncate()
        case .truncatedJSON: return try await wire.sendHalfOfJSON()
        case .slowDrip(let pause): return try await wire.dripBody(every: pause)
        case .slowHead(let pause): return try await wire.dripHead(every: pause)
        case .wrongLength(let excess): return try await wire.sendWithLength(offBy: excess)
        case .errorPage(let status): return try await wire.send(.errorPage(status))
        case .htmlPage: return try await wire.send(.proxyPage)
        case .tooManyRequests: return try await wire.send(ChaosReply(status: 429))
        case .emptyBody: return try await wire.send(ChaosReply(status: 200))
        case .emptyReply: return .close
        case .garbage: return try await wire.sendGarbage()
        case .redirect(let origin, let status):
            return try await wire.send(
                .redirect(status, to: origin + wire.request.target))
        case .redirectLoop: return try await wire.send(.redirect(302, to: wire.request.target))
        case .gzipBomb(let mebibytes): return try await wire.sendBomb(mebibytes: mebibytes)
        case .invalidGzip: return try await wire.send(.invalidGzip)
        case .hugeBody(let mebibytes): return try await wire.sendSpaces(mebibytes: mebibytes)
        case .headerFlood(let count): return try await wire.flood(headers: count)
        }
    }
}

/// How a connection ends; without an end the next request may come on it.
enum ConnectionEnd {
    case close
    case reset
}
