import DiscogsSimulator
import Foundation
import Logging
import Records
import Testing

@testable import Discogs
@testable import ResponseCache

@Suite("A client with a cache, against the simulator")
struct CachedClientTests {
    private let folder = CacheFolder()
    private static let token = "T0ken+with/odd=characters"

    private func with<Value>(
        _ simulator: DiscogsSimulator, token: String = token, mode: CacheMode = .standard,
        base: String? = nil, logger: Logger? = nil, _ body: (DiscogsClient) async throws -> Value
    ) async throws -> Value {
        var configuration = DiscogsClientConfiguration(userAgent: "MusicAgentTests/1.0")
        configuration.baseURL = try #require(BaseURL(parsing: base ?? simulator.baseURL))
        configuration.credentials = .personalToken(Secret(token))
        configuration.backoffFactor = .zero
        configuration.maxRetries = 0
        configuration.cacheMode = mode
        let client = DiscogsClient(
            configuration: configuration,
            logger: logger ?? Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() },
            store: folder.store(), wallClock: { [folder] in folder.now })
        do {
            let value = try await body(client)
            await client.shutdown()
            return value
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func release(_ id: Int64) throws -> DiscogsRequest {
        try DiscogsRequest.to(.release).with("release_id", id).build()
    }

    private static func reply(_ text: String) -> ScriptedReply {
        .status(200, headers: [HeaderField("Content-Type", "application/json")], body: text)
    }

    @Test("The second answer is the first, byte by byte, and takes neither request nor permit")
    func hit() async throws {
        try await withSimulator { simulator in
            let text = #"{"id":1,"b":[1.0,-0.5,1e3,null,true],"a":"\u0000 ü \" \\ /"}"#
            await simulator.script([Self.reply(text)])
            let first = try await with(simulator) { try await $0.response(to: release(1)) }
            let (second, status, use) = try await with(simulator) { client in
                let response = try await client.response(to: release(1))
                return (response, await client.limiterStatus(), client.cacheUse)
            }
            #expect(second.body.json() == first.body.json())
            #expect(second.provenance == .cache(age: .zero))
            #expect(status.used == 0)
            #expect(use == CacheUse(hits: 1, misses: 0))
            #expect(await simulator.requests.count == 1)
        }
    }

    @Test("Another token, or another address of the same server, has to ask for itself")
    func isolation() async throws {
        try await withSimulator { simulator in
            await simulator.script((1...3).map { Self.reply("{\"n\":\($0)}") })
            let other = simulator.baseURL.replacing("127.0.0.1", with: "localhost")
            let bodies = [
                try await with(simulator) { try await $0.response(to: release(1)).body },
                try await with(simulator, token: "other") {
                    try await $0.response(to: release(1)).body
                },
                try await with(simulator, base: other) {
                    try await $0.response(to: release(1)).body
                },
                try await with(simulator) { try await $0.response(to: release(1)).body },
            ]
            #expect(bodies == [["n": 1], ["n": 2], ["n": 3], ["n": 1]])
            #expect(await simulator.requests.count == 3)
        }
    }

    @Test("When the server is gone, an older answer stands in for it")
    func outage() async throws {
        try await withSimulator { simulator in
            await simulator.script([Self.reply(#"{"n":1}"#), .status(503, body: "busy")])
            _ = try await with(simulator) { try await $0.response(to: release(1)) }
            folder.advance(by: 5 * 3600)
            let response = try await with(simulator) { try await $0.response(to: release(1)) }
            #expect(response.body == ["n": 1])
            #expect(response.provenance == .stale(age: .seconds(18_000), .outage))
            await simulator.stop()
            let alone = try await with(simulator) { try await $0.response(to: release(1)) }
            #expect(alone.provenance == .stale(age: .seconds(18_000), .outage))
        }
    }

    @Test("No byte of the token is in the cache's files, in any spelling")
    func canary() async throws {
        try await withSimulator { simulator in
            await simulator.script([
                Self.reply(#"{"n":1}"#), Self.reply("{\"you sent\":\"token=\(Self.token)\"}"),
                Self.reply(#"{"n":3}"#),
            ])
            try await with(simulator) { client in
                for id in 1...3 { _ = try await client.response(to: release(Int64(id))) }
            }
        }
        #expect(await folder.store().contents().entries == 2)
        let plain = Data(Self.token.utf8)
        let spellings = [
            plain, Data(plain.base64EncodedString().utf8), Data(Self.token.lowercased().utf8),
            Data("T0ken%2Bwith%2Fodd%3Dcharacters".utf8), Data(plain.reversed()),
            Data(plain.flatMap { Array(String($0, radix: 16).utf8) }),
            plain.prefix(8), plain.suffix(8),
        ]
        for name in folder.names {
            let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
            for spelling in spellings { #expect(bytes.range(of: spelling) == nil) }
        }
    }

    @Test("The log says what came from the cache, and how old it was")
    func log() async throws {
        let lines = LogLines()
        try await withSimulator { simulator in
            await simulator.script([Self.reply("{}")])
            try await with(simulator, logger: lines.logger) { client in
                _ = try await client.response(to: release(1))
                folder.advance(by: 90)
                _ = try await client.response(to: release(1))
            }
        }
        let line = try #require(lines.all.first { $0.hasPrefix("from the cache") })
        #expect(line.contains("age_s=90") && line.contains("/releases/1"))
        #expect(lines.all.filter { $0.hasPrefix("sending") }.count == 1)
    }

    @Test("With --offline nothing is sent, and what is missing has a name")
    func offline() async throws {
        try await withSimulator { simulator in
            await simulator.script([Self.reply(#"{"n":1}"#)])
            _ = try await with(simulator) { try await $0.response(to: release(1)) }
            try await with(simulator, mode: .offline) { client in
                let kept = try await client.response(to: release(1))
                #expect(kept.body == ["n": 1])
                let error = await #expect(throws: DiscogsError.self) {
                    try await client.response(to: release(2))
                }
                #expect(error?.kind == .offline)
                #expect(error?.message.hasSuffix("GET /releases/2") == true)
            }
            #expect(await simulator.requests.count == 1)
        }
    }
}
