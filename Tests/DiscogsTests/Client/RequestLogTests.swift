import DiscogsSimulator
import Logging
import Testing

@testable import Discogs

@Suite("The request log")
struct RequestLogTests {
    private struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: [String: String]
    }

    private struct Handler: LogHandler {
        let lines: Collector<Line>
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.add(
                Line(
                    level: event.level, message: "\(event.message)",
                    metadata: (event.metadata ?? [:]).mapValues { "\($0)" }))
        }
    }

    private func logger(_ lines: Collector<Line>) -> Logger {
        Logger(label: "test") { _ in Handler(lines: lines) }
    }

    @Test("has every attempt, retry and answer, under one id")
    func lines() async throws {
        let lines = Collector<Line>()
        try await withSimulator { simulator in
            await simulator.script([.status(500, body: "oops"), .status(200, body: "{}")])
            try await withClient(of: simulator.baseURL, logger: logger(lines)) { client in
                let response = try await client.response(to: .artist)
                #expect(
                    Set(lines.all.map { $0.metadata["request"] }) == [response.requestID])
            }
        }
        #expect(lines.all.map(\.message) == ["reply", "retrying", "reply", "answered"])
        #expect(lines.all.map(\.level) == [.debug, .warning, .debug, .info])
        #expect(lines.all.map { $0.metadata["attempt"] } == ["1", "2", "2", nil])
        #expect(lines.all[0].metadata["status"] == "500")
        #expect(lines.all[0].metadata["bytes"] == "4")
        #expect(lines.all[1].metadata["reason"] == "server")
        #expect(lines.all[1].metadata["detail"] == "oops")
        #expect(lines.all[3].metadata["target"] == "/artists/1")
        #expect(lines.all.allSatisfy { $0.metadata["ms"] != nil || $0.message == "retrying" })
    }

    @Test("has failures with their reason")
    func failures() async throws {
        let lines = Collector<Line>()
        try await withChaos(.emptyReply, .errorPage(status: 404)) { server in
            try await withClient(
                of: server.baseURL, logger: logger(lines), configure: { $0.maxRetries = 0 }
            ) { client in
                for _ in 0..<2 {
                    _ = try await discogsError { try await client.response(to: .artist) }
                }
            }
        }
        #expect(lines.all.map(\.message) == ["no reply", "failed", "reply", "failed"])
        #expect(lines.all.map(\.level) == [.warning, .error, .debug, .notice])
        #expect(lines.all.map { $0.metadata["reason"] } == ["reset", "network", nil, "not_found"])
    }

    @Test("never has a secret")
    func secrets() async throws {
        let lines = Collector<Line>()
        let other = try await ChaosServer.start(mode: .pass)
        try await withChaos(
            .redirect(to: other.baseURL), .emptyReply, .errorPage(status: 401), .pass
        ) { server in
            try await withClient(
                of: server.baseURL, logger: logger(lines),
                configure: {
                    $0.credentials = .consumer(key: Secret("s3cr3t"), secret: Secret("s3cr3t"))
                }
            ) { client in
                for _ in 0..<3 {
                    _ = try? await client.response(
                        to: .raw(.get, "/x", query: [QueryItem("token", "s3cr3t")]))
                }
            }
            #expect(await server.requests.allSatisfy { $0.head.contains("s3cr3t") })
        }
        await other.stop()
        #expect(lines.all.count > 5)
        for line in lines.all {
            #expect(!line.message.contains("s3cr3t"))
            #expect(!line.metadata.values.contains { $0.contains("s3cr3t") })
        }
    }
}
