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
                    Set(lines.all.map { $0.metadata["request_id"] }) == [response.requestID])
            }
        }
        #expect(
            lines.all.map(\.message) == [
                "sending", "reply", "retrying", "sending", "reply", "answered",
            ])
        #expect(lines.all.map(\.level) == [.info, .info, .warning, .info, .info, .debug])
        #expect(lines.all.map { $0.metadata["attempt"] } == ["1", "1", "2", "2", "2", nil])
        #expect(lines.all.allSatisfy { $0.metadata["method"] == "GET" })
        #expect(lines.all[0].metadata["url"]?.hasSuffix("/artists/1") == true)
        #expect(lines.all[1].metadata["status"] == "500")
        #expect(lines.all[1].metadata["bytes"] == "4")
        #expect(lines.all[2].metadata["error"] == "server")
        #expect(lines.all[2].metadata["detail"] == "oops")
        #expect(lines.all.allSatisfy { $0.metadata["path"] == "/artists/1" })
        for place in [1, 4, 5] { #expect(lines.all[place].metadata["duration_ms"] != nil) }
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
        #expect(
            lines.all.map(\.message) == [
                "sending", "no reply", "failed", "sending", "reply", "failed",
            ])
        #expect(lines.all.map(\.level) == [.info, .warning, .error, .info, .info, .notice])
        #expect(
            lines.all.map { $0.metadata["error"] } == [
                nil, "reset", "network", nil, nil, "not_found",
            ])
    }

    @Test("says cancelled of what was cancelled, and of nothing else")
    func cancelled() throws {
        struct Odd: Error {}
        let lines = Collector<Line>()
        let log = RequestLog(logger: logger(lines), observer: nil)
        for failure: any Error in [CancellationError(), Odd(), NetworkFailure.timeout] {
            log.lost(try .get("https://h/"), failure, after: .zero)
        }
        #expect(lines.all.map { $0.metadata["error"] } == ["cancelled", "Odd()", "timeout"])
        #expect(lines.all.map(\.level) == [.debug, .warning, .warning])
    }

    @Test("never has a secret")
    func secrets() async throws {
        let lines = Collector<Line>()
        let other = try await ChaosServer.start(mode: .pass)
        try await withChaos(
            .redirect(to: other.baseURL + "/?%74oken=s3cr3t&x="), .emptyReply,
            .errorPage(status: 401), .pass
        ) { server in
            try await withClient(
                of: server.baseURL, logger: logger(lines),
                configure: {
                    $0.credentials = .consumer(key: Secret("s3cr3t"), secret: Secret("s3cr3t"))
                }
            ) { client in
                for _ in 0..<3 {
                    _ = try? await client.response(to: .artist)
                }
            }
            #expect(await server.requests.allSatisfy { $0.head.contains("s3cr3t") })
        }
        #expect(await other.requests.first?.target.contains("s3cr3t") == true)
        await other.stop()
        #expect(lines.all.count > 5)
        for line in lines.all {
            #expect(!line.message.contains("s3cr3t"))
            #expect(!line.metadata.values.contains { $0.contains("s3cr3t") })
        }
    }
}
