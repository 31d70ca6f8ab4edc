import Records
import Synchronization
import Testing

@testable import Commands
@testable import Discogs

@Suite("Changes in a journal")
struct StatementJournalTests {
    private let folder = TemporaryFolder()
    private static let addition = JournaledRun(script: "s", arguments: [], settings: [])

    /// Counts what is sent, and answers with the number.
    private final class Server: Sendable {
        private let count = Mutex(0)
        var sent: Int { count.withLock { $0 } }

        func answer() -> DiscogsResponse {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return DiscogsResponse(
                status: 201, body: ["instance_id": .int(Int64(number))], requestID: "1")
        }
    }

    private let server = Server()

    /// What one run of the script does, in its second statement unless said otherwise.
    private func run<Value>(
        _ statement: String = "2", isOver: Bool = false,
        _ body: (StatementJournal) async throws -> Value
    ) async throws -> Value {
        let journal = try RunJournal(path: folder.path + "/run.journal", of: Self.addition)
        defer { journal.unlock() }
        return try await body(
            StatementJournal(
                journal: journal, statement: statement, timestamp: "", isOver: isOver,
                failure: nil))
    }

    private static func write(_ release: Int = 1, rating: Int? = nil) -> DiscogsRequest {
        DiscogsRequest(
            endpointName: nil, method: .post,
            path: "/users/me/collection/folders/1/releases/\(release)", query: [],
            body: rating.map { .json(["rating": .int(Int64($0))]) })
    }

    private func send(_ write: DiscogsRequest, in journal: StatementJournal) async throws -> Int {
        let response = try await journal.change(write) { [server] in server.answer() }
        return response.body["instance_id"]?.intValue.map(Int.init) ?? 0
    }

    private func expect(
        _ answer: Int, for write: DiscogsRequest, in journal: StatementJournal,
        _ location: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(try await send(write, in: journal) == answer, sourceLocation: location)
    }

    private func fail(
        _ write: DiscogsRequest, with error: any Error, in journal: StatementJournal
    ) async {
        await #expect(throws: (any Error).self) {
            _ = try await journal.change(write) { [server] in
                _ = server.answer()
                throw error
            }
        }
    }

    private func kind(_ body: () async throws -> some Any) async -> DiscogsError.Kind? {
        await #expect(throws: DiscogsError.self) { _ = try await body() }?.kind
    }

    // MARK: What counts as the same

    @Test("The same change that is wanted twice in a statement is two, and each is sent once")
    func twice() async throws {
        try await run { journal in
            try await expect(1, for: Self.write(), in: journal)
            try await expect(2, for: Self.write(), in: journal)
        }
        try await run { journal in
            try await expect(1, for: Self.write(), in: journal)
            try await expect(2, for: Self.write(), in: journal)
            #expect(server.sent == 2)
            try await expect(3, for: Self.write(), in: journal)
        }
    }

    @Test("Another statement's, and one with other values, is another one")
    func others() async throws {
        for _ in 1...2 {
            try await run { journal in
                try await expect(1, for: Self.write(rating: 4), in: journal)
                try await expect(2, for: Self.write(rating: 5), in: journal)
                try await expect(3, for: Self.write(2, rating: 5), in: journal)
            }
        }
        try await run("3") { journal in
            try await expect(4, for: Self.write(rating: 4), in: journal)
        }
    }

    @Test("In a statement that is over nothing is sent")
    func over() async throws {
        try await run { journal in _ = try await send(Self.write(), in: journal) }
        try await run(isOver: true) { journal in
            try await expect(1, for: Self.write(), in: journal)
            await #expect(throws: AnswerNotNeeded.self) {
                try await send(Self.write(), in: journal)
            }
        }
        #expect(server.sent == 1)
    }

    // MARK: Failures

    @Test(
        "One that certainly did not happen is sent by the next run",
        arguments: [
            .authentication, .permission, .conflict, .rateLimit(retryAfter: nil), .deadline,
            .offline, .network(.refused),
        ] as [DiscogsError.Kind])
    func certain(kind: DiscogsError.Kind) async throws {
        try await run { journal in
            await fail(Self.write(), with: DiscogsError(kind, message: "No."), in: journal)
        }
        try await run { journal in try await expect(2, for: Self.write(), in: journal) }
        try await run { journal in try await expect(2, for: Self.write(), in: journal) }
    }

    @Test(
        "One that never left is sent by the next run: kept back, or stopped before its turn",
        arguments: [RequestsUsedUp(limit: 1), CancellationError()] as [any Error])
    func keptBack(error: any Error) async throws {
        try await run { journal in await fail(Self.write(), with: error, in: journal) }
        try await run { journal in try await expect(2, for: Self.write(), in: journal) }
    }

    @Test("A refusal of what was asked for is an answer, and stays one")
    func refused() async throws {
        for (release, kind) in [(1, DiscogsError.Kind.notFound), (2, .badRequest)] {
            let error = DiscogsError(kind, status: 422, message: "No such thing.")
            try await run { journal in
                await fail(Self.write(release), with: error, in: journal)
            }
            try await run { journal in
                let known = await self.kind { try await send(Self.write(release), in: journal) }
                #expect(known == kind)
            }
        }
        #expect(server.sent == 2)
    }

    @Test(
        "One that may have happened is told once, counts as done from then on, and is not sent again"
    )
    func unknown() async throws {
        let error = DiscogsError(.unknownOutcome, message: "Who knows?")
        try await run { journal in await fail(Self.write(), with: error, in: journal) }
        try await run { journal in
            let told = await kind { try await send(Self.write(), in: journal) }
            #expect(told == .unknownOutcome)
        }
        for _ in 1...2 {
            try await run { journal in
                let response = try await journal.change(Self.write()) { server.answer() }
                #expect(response.status == 204 && response.body.isNull)
            }
        }
        #expect(server.sent == 1)
    }

    // MARK: Damage

    @Test("Wherever a kill cut the journal off, no change is sent that may have been sent before")
    func cut() async throws {
        try await run { journal in _ = try await send(Self.write(), in: journal) }
        let text = try #require(folder.text("run.journal"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.utf8.count)
        // The journal's head, what is about to be sent, what came of it.
        #expect(lines.count == 4 && lines[3] == 0)
        let head = lines[0] + 1
        let begun = head + lines[1] + 1
        let bytes = Array(text.utf8)
        for length in head...bytes.count {
            try folder.write(String(decoding: bytes[..<length], as: UTF8.self), to: "run.journal")
            let before = server.sent
            try await run { journal in
                if length < begun {
                    try await expect(before + 1, for: Self.write(), in: journal)
                } else if length < bytes.count {
                    let told = await kind { try await send(Self.write(), in: journal) }
                    #expect(told == .unknownOutcome, "cut at \(length)")
                } else {
                    try await expect(1, for: Self.write(), in: journal)
                }
            }
            #expect(server.sent - before == (length < begun ? 1 : 0), "cut at \(length)")
        }
    }

    @Test("A line that is whole and cannot be read ends the run before anything is sent")
    func broken() async throws {
        try await run { journal in _ = try await send(Self.write(), in: journal) }
        let lines = try #require(folder.text("run.journal")).split(separator: "\n")
        for damaged in ["{\"change\":", "", "[]", "{\"chance\":1}"] {
            try folder.write("\(lines[0])\n\(damaged)\n\(lines[2])\n", to: "run.journal")
            let path = folder.path + "/run.journal"
            await #expect(throws: JournalFailure.broken(path, line: 2)) {
                try await run { journal in _ = try await send(Self.write(), in: journal) }
            }
        }
        #expect(server.sent == 1)
    }
}
