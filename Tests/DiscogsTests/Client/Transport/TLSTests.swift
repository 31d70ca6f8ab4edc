import Foundation
import Testing

@testable import Discogs

@Suite("Encrypted connections", .enabled(if: FileManager.default.fileExists(atPath: openssl)))
struct TLSTests {
    @Test("a certificate that nobody vouches for is refused, and nothing was sent")
    func untrusted() async throws {
        try await withServer { server, _ in
            let error = try await withClient(of: "https://localhost:\(server.port)") { client in
                let error = try await discogsError { try await client.response(to: .artist) }
                #expect(await client.limiterStatus().used == 0)
                return error
            }
            guard case .network(.tls(let reason)) = error.kind else {
                Issue.record("\(error.kind)")
                return
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test("a file of certificates makes it trusted")
    func trusted() async throws {
        try await withServer { server, certificate in
            let response = try await withClient(
                of: "https://localhost:\(server.port)", configure: { $0.caFile = certificate }
            ) { client in
                try await client.response(to: .artist)
            }
            #expect(response.body == ["ok": true])
        }
    }

    @Test("a certificate of another name is refused, trusted or not")
    func otherName() async throws {
        try await withServer(name: "elsewhere.example") { server, certificate in
            let error = try await withClient(
                of: "https://localhost:\(server.port)", configure: { $0.caFile = certificate }
            ) { client in
                try await discogsError { try await client.response(to: .artist) }
            }
            guard case .network(.tls) = error.kind else {
                Issue.record("\(error.kind)")
                return
            }
        }
    }

    @Test("a file of certificates that cannot be read is told")
    func missingFile() async throws {
        try await withServer { server, _ in
            let error = try await withClient(
                of: "https://localhost:\(server.port)",
                configure: { $0.caFile = "/nowhere/ca.pem" }
            ) { client in
                try await discogsError { try await client.response(to: .artist) }
            }
            guard case .network(.tls) = error.kind else {
                Issue.record("\(error.kind)")
                return
            }
        }
    }

    private func withServer(
        name: String = "localhost",
        _ body: (PlainServer, _ certificate: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let certificate = folder.appending(path: "certificate.pem").path
        let key = folder.appending(path: "key.pem").path
        let process = Process()
        process.executableURL = URL(filePath: openssl)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()

        let server = try await PlainServer.start(.init(certificate: certificate, key: key))
        do {
            try await body(server, certificate)
            try await server.stop()
        } catch {
            try? await server.stop()
            throw error
        }
    }
}

private let openssl = "/usr/bin/openssl"
