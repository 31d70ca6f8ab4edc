import DiscogsSimulator
import Foundation
import Testing

@testable import Discogs

#if os(Linux)
    @Suite("Memory")
    struct BoundedMemoryTests {
        @Test("a gzip bomb of a gibibyte is cut off before it costs 64 MiB")
        func bomb() async {
            await #expect(processExitsWith: .success) {
                try await expectSmallGrowth(
                    of: .gzipBomb(mebibytes: 1024), .decompressionBomb(limit: 16 << 20))
            }
        }

        @Test("so is a gibibyte of plain bytes")
        func huge() async {
            await #expect(processExitsWith: .success) {
                try await expectSmallGrowth(
                    of: .hugeBody(mebibytes: 1024), .tooLarge(limit: 16 << 20))
            }
        }

        @Test("and a head without end")
        func headers() async {
            await #expect(processExitsWith: .success) {
                try await expectSmallGrowth(of: .headerFlood(count: 100_000), nil)
            }
        }
    }

    /// In a process of its own, where nothing else takes memory.
    private func expectSmallGrowth(of mode: ChaosMode, _ failure: NetworkFailure?) async throws {
        try await withChaos(.pass, mode) { server in
            try await withClient(of: server.baseURL, configure: { $0.maxRetries = 0 }) { client in
                _ = try await client.response(to: .artist)
                let before = try peakKibibytes()
                let error = try await discogsError { try await client.response(to: .artist) }
                let growth = try peakKibibytes() - before
                #expect(growth < 64 << 10)
                if let failure { #expect(error.kind == .network(failure)) }
                guard growth < 64 << 10 else { exit(1) }
            }
        }
    }

    /// Of this process: what `getrusage` tells includes its parent's.
    private func peakKibibytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1]))
    }
#endif
