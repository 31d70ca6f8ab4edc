import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Puts gzip into a connection's pipeline.
///
/// Hummingbird lets us add handlers behind its translation to HTTP types only; NIO's compressor
/// belongs before it.
final class GzipInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let compressor = HTTPResponseCompressor { head, _ in
                // An empty body would become one of twenty bytes.
                head.headers.first(name: "content-length") == "0"
                    ? .doNotCompress : .compressIfPossible
            }
            try pipeline.addHandlers(GzipNegotiator(), compressor, position: .after(decoder))
        } catch {
            context.fireErrorCaught(error)
        }
    }
}

/// Keeps the compressor from choosing deflate, which the API never sends.
final class GzipNegotiator: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private static let name = "Accept-Encoding"
    private static let originalName = "X-Simulator-Accept-Encoding"

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        let original = head.headers[Self.name].joined(separator: ", ")
        if !original.isEmpty {
            let gzip = head.headers[canonicalForm: Self.name].filter { $0.hasPrefix("gzip") }
            head.headers.replaceOrAdd(name: Self.originalName, value: original)
            head.headers.replaceOrAdd(name: Self.name, value: gzip.first.map(String.init) ?? "")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Makes the headers those that the client sent.
    static func restore(_ headers: inout [HeaderField]) {
        guard let original = headers.value(of: originalName) else { return }
        headers.removeAll { $0.name.lowercased() == originalName.lowercased() }
        headers.set(HeaderField(name, original))
    }
}
