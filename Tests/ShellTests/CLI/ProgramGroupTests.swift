import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// All that a program starts has its output, so the end of the output is the end of them all: a test
/// that returns has seen it.
@Suite("Whatever ends a script ends all that its programs started", .serialized)
struct ProgramGroupTests {
    /// Programs of several processes, which say when all of them are there.
    private static let programs = [
        "sleep 1000 & sleep 1000 & echo began; wait",
        "sleep 1000 & echo began; exec sleep 1000",
        "sh -c 'sleep 1000 & echo began; sleep 1000' | cat",
        "cat >/dev/null; sleep 1000 | sleep 1000 | (echo began; sleep 1000)",
        // What is told to end and does not is killed.
        "trap '' TERM; sleep 1000 & echo began; sleep 1000",
        "(trap '' TERM; echo began; sleep 1000) & wait",
    ]

    private let home = ProgramHome()

    /// More rows than a pipe takes: some programs read none of them.
    private func start(_ program: String, _ options: [String] = []) throws -> ProcessRun {
        try home.folder.write(String(repeating: "row\n", count: 20_000), to: "work/rows.txt")
        let line = "read rows.txt | ! \(program)"
        return try home.start(["--quiet", "--trust"] + options + ["-c", line])
    }

    @Test(
        "A signal to the program alone", arguments: programs,
        [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func signal(_ program: String, _ ending: (signal: Int32, status: Int32)) async throws {
        let run = try start(program)
        try await run.expect("began\n")
        run.send(ending.signal)
        let result = try await run.finish()
        #expect(result.status == ending.status)
        #expect(result.errors == (ending.signal == SIGINT ? "interrupted\n" : "terminated\n"))
    }

    @Test("The time of --timeout", arguments: programs)
    func timeout(_ program: String) async throws {
        // On a busy machine a second may be over before the program has begun.
        var seconds = 1
        var result: ProcessResult
        repeat {
            result = try await start(program, ["--timeout", "\(seconds)s"]).finish()
            #expect(result.status == 124)
            seconds *= 2
        } while result.output != "began\n" && seconds < 1000
        #expect(result.output == "began\n")
    }
}
