/// Why no complete reply came back.
public enum NetworkFailure: Error, Sendable, Hashable {
    /// Nothing listens at the address.
    case refused
    /// The host's name has no address, or the resolver did not answer.
    case dnsFailed
    /// No route to the host, or no network at all, when the connection was to be made.
    case unreachable
    /// The same, perhaps on a connection that was there already.
    case networkLost
    /// No connection within the attempt's time.
    case connectTimeout
    /// No complete reply within the attempt's time.
    case timeout
    /// The connection was closed before a reply began.
    case reset
    /// The reply ended before it was complete.
    case truncated
    /// Not an HTTP reply.
    case malformed
    /// The handshake failed, so nothing was sent: a certificate that is not trusted, mostly.
    case tls(String)
    /// The proxy refused, or wants a login.
    case proxy(String)
    /// The reply is longer than the configuration allows, in bytes.
    case tooLarge(limit: Int)
    /// A compressed reply unfolds to more than the configuration allows, in bytes.
    case decompressionBomb(limit: Int)
    /// A compressed reply that cannot be unfolded.
    case badCompression
    case tooManyRedirects
    /// A redirect from https to http, to plain http on another machine, or to an address that
    /// cannot be read.
    case unsafeRedirect(String)
    /// Plain http to another machine: refused.
    case insecureAddress
    /// The client has been shut down.
    case shutDown
    case other(String)

    /// Whether the request certainly never reached the server, so that even a write may be repeated.
    public var isUnsent: Bool {
        switch self {
        case .refused, .dnsFailed, .unreachable, .connectTimeout, .tls, .proxy, .insecureAddress,
            .shutDown:
            true
        default: false
        }
    }

    /// A word for logs and machine-readable errors.
    public var name: String {
        switch self {
        case .refused: "refused"
        case .dnsFailed: "dns_failed"
        case .unreachable: "unreachable"
        case .networkLost: "network_lost"
        case .connectTimeout: "connect_timeout"
        case .timeout: "timeout"
        case .reset: "reset"
        case .truncated: "truncated"
        case .malformed: "malformed"
        case .tls: "tls"
        case .proxy: "proxy"
        case .tooLarge: "too_large"
        case .decompressionBomb: "decompression_bomb"
        case .badCompression: "bad_compression"
        case .tooManyRedirects: "too_many_redirects"
        case .unsafeRedirect: "unsafe_redirect"
        case .insecureAddress: "insecure_address"
        case .shutDown: "shut_down"
        case .other: "other"
        }
    }

    /// Whether the same request may well succeed a little later.
    public var isTransient: Bool {
        switch self {
        case .refused, .dnsFailed, .unreachable, .networkLost, .connectTimeout, .timeout, .reset,
            .truncated, .malformed, .badCompression:
            true
        default: false
        }
    }
}

extension NetworkFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused: "the connection was refused"
        case .dnsFailed: "the host name cannot be resolved"
        case .unreachable: "the host cannot be reached"
        case .networkLost: "the network or the host cannot be reached"
        case .connectTimeout: "no connection in time"
        case .timeout: "no complete reply in time"
        case .reset: "the connection was closed before a reply came"
        case .truncated: "the reply was cut off"
        case .malformed: "the reply is not HTTP"
        case .tls(let reason): "no secure connection: \(reason)"
        case .proxy(let reason): "the proxy failed: \(reason)"
        case .tooLarge(let limit): "the reply is longer than \(limit) bytes"
        case .decompressionBomb(let limit): "the reply unfolds to more than \(limit) bytes"
        case .badCompression: "the reply's compression is damaged"
        case .tooManyRedirects: "too many redirects"
        case .unsafeRedirect(let place): "a redirect that is not safe to follow: \(place)"
        case .insecureAddress: "plain http is only for this machine"
        case .shutDown: "the client has been shut down"
        case .other(let reason): reason
        }
    }
}
