import Discogs
import DiscogsSimulator
import FoundationEssentials
import Records
import Testing

@testable import Commands

/// What each operation of the API is asked for, and what a person sees of the answer.
@Suite("Every operation", .serialized, .timeLimit(.minutes(10)))
struct OperationTests {
    struct Operation: Sendable, CustomTestStringConvertible {
        let line: String
        /// Method, target and body of each request, but for the question who asks.
        let requests: [String]
        /// The lines of the output.
        let output: [String]

        init(_ line: String, sends requests: [String], shows output: [String]) {
            self.line = line
            self.requests = requests
            self.output = output
        }

        var testDescription: String { line }
    }

    @Test("Sends what it says, and shows what came back", arguments: operations)
    func operation(_ operation: Operation) async throws {
        try await AccountRun.with(.script) { run in
            let ran = await run.session.run(operation.line)
            #expect(ran.problems == [])
            #expect(await run.requests == operation.requests)
            // Addresses in replies name the port.
            let lines = ran.lines.map { $0.replacing(run.simulator.baseURL, with: "") }
            #expect(lines == operation.output)
        }
    }

    @Test("There is one for every endpoint")
    func coverage() {
        let tested = Set(Self.operations.compactMap { $0.line.split(separator: " ").first })
        #expect(Endpoint.all.map(\.name).filter { !tested.contains($0[...]) } == [])
    }

    @Test(
        "Every example runs against a server with an account and gives something",
        .enabled(if: FileManager.default.fileExists(atPath: "scripts/examples")),
        arguments: Endpoint.all)
    func examples(endpoint: Endpoint) async throws {
        for line in endpoint.examples {
            try await AccountRun.with(.script) { run in
                let ran = await run.session.run(line)
                #expect(ran.problems == [])
                #expect(!ran.output.isEmpty || run.session.exports.names.count == 1, "\(line)")
                #expect(ran.output != "{\"count\":0}\n", "\(line)")
            }
        }
    }
}
