import NIOCore
import NIOSSL
import Testing

@testable import Discogs

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Errors of the network")
struct NetworkFailureMappingTests {
    private func failure(_ error: any Error, hasBegun: Bool = false) -> NetworkFailure {
        NetworkFailure(error, hasBegun: hasBegun, limit: 1)
    }

    @Test("of a handshake mean that nothing was sent")
    func handshake() {
        for error: any Error in [
            NIOSSLError.handshakeFailed(.zeroReturn), NIOSSLError.failedToLoadCertificate,
            NIOSSLExtraError.failedToValidateHostname,
        ] {
            guard case .tls = failure(error) else {
                Issue.record("\(error)")
                continue
            }
            #expect(failure(error).isUnsent)
        }
    }

    @Test("of an encrypted connection that was there mean that it was lost, with the request")
    func encrypted() {
        for error: any Error in [
            BoringSSLError.zeroReturn, BoringSSLError.sslError([]), NIOSSLError.uncleanShutdown,
            NIOSSLError.shutdownFailed(.zeroReturn), NIOSSLError.readInInvalidTLSState,
        ] {
            #expect(failure(error) == .reset)
            #expect(failure(error, hasBegun: true) == .truncated)
        }
        #expect(
            failure(NIOSSLError.handshakeFailed(.zeroReturn), hasBegun: true) == .truncated)
    }

    @Test("of a network that is gone do not prove that nothing was sent")
    func gone() {
        for code in [ENETUNREACH, EHOSTUNREACH, ENETDOWN] {
            let failure = failure(IOError(errnoCode: code, reason: "write"))
            #expect(failure == .networkLost)
            #expect(!failure.isUnsent && failure.isTransient)
        }
        #expect(failure(IOError(errnoCode: ECONNREFUSED, reason: "connect")).isUnsent)
        #expect(failure(IOError(errnoCode: ECONNRESET, reason: "read")) == .reset)
    }
}
