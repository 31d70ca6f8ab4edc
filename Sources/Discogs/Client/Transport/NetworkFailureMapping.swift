import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension NetworkFailure {
    /// What an error of the HTTP client means to us.
    ///
    /// - Parameters:
    ///   - hasBegun: whether the head of the reply had come.
    ///   - limit: bytes that a reply may have.
    init(_ error: any Error, hasBegun: Bool, limit: Int) {
        switch error {
        case let error as NetworkFailure: self = error
        case let error as HTTPClientError: self.init(error, hasBegun: hasBegun)
        case let error as NIOConnectionError: self.init(error)
        case let error as IOError: self.init(errno: error.errnoCode, hasBegun: hasBegun)
        case let error as HTTPParserError:
            self = error == .invalidEOFState ? Self.closed(hasBegun) : .malformed
        case NIOHTTPDecompression.DecompressionError.limit: self = .decompressionBomb(limit: limit)
        case is NIOHTTPDecompression.DecompressionError: self = .badCompression
        case let error as NIOHTTPDecompression.ExtraDecompressionError:
            self = error == .truncatedData ? .truncated : .badCompression
        case ChannelError.connectTimeout: self = .connectTimeout
        case is ChannelError: self = Self.closed(hasBegun)
        case let error as NIOSSLError where !hasBegun && error.isBeforeSending:
            self = .tls(ServerText.shortened("\(error)"))
        case let error as NIOSSLExtraError where !hasBegun && error.isBeforeSending:
            self = .tls(ServerText.shortened("\(error)"))
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = Self.closed(hasBegun)
        default: self = .other(ServerText.shortened("\(error)"))
        }
    }

    private init(_ error: HTTPClientError, hasBegun: Bool) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
            .socksHandshakeTimeout, .getConnectionFromPoolTimeout:
            self = .connectTimeout
        case .readTimeout, .writeTimeout, .deadlineExceeded: self = .timeout
        case .remoteConnectionClosed, .uncleanShutdown, .cancelled: self = Self.closed(hasBegun)
        case .alreadyShutdown: self = .shutDown
        case .proxyAuthenticationRequired: self = .proxy("it wants a login")
        case .invalidProxyResponse: self = .proxy("it does not let us through")
        default: self = .other(error.shortDescription)
        }
    }

    private init(_ error: NIOConnectionError) {
        if let first = error.connectionErrors.first {
            let failure = NetworkFailure(first.error, hasBegun: false, limit: 0)
            // Nothing was sent, however the attempt to connect ended.
            self = failure.isUnsent ? failure : .unreachable
        } else {
            self = .dnsFailed
        }
    }

    private init(errno code: CInt, hasBegun: Bool) {
        switch code {
        case ECONNREFUSED: self = .refused
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL: self = .networkLost
        case ETIMEDOUT: self = .timeout
        default: self = Self.closed(hasBegun)
        }
    }

    private static func closed(_ hasBegun: Bool) -> Self { hasBegun ? .truncated : .reset }
}

extension NIOSSLError {
    /// Whether it is of the handshake, or of the certificates needed for it.
    fileprivate var isBeforeSending: Bool {
        switch self {
        case .handshakeFailed, .failedToLoadCertificate, .noSuchFilesystemObject,
            .cannotMatchULabel, .noCertificateToValidate, .unableToValidateCertificate,
            .cannotFindPeerIP:
            true
        default: false
        }
    }
}

extension NIOSSLExtraError {
    /// Whether it is of the handshake.
    fileprivate var isBeforeSending: Bool {
        [
            .failedToValidateHostname, .serverHostnameImpossibleToMatch, .cannotUseIPAddressInSNI,
            .invalidSNIHostname,
        ].contains(self)
    }
}
