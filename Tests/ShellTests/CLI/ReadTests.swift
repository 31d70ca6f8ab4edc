import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("read", .serialized, .timeLimit(.minutes(10)))
struct ReadTests {
    private static func home() throws -> ProgramHome {
        let home = ProgramHome()
        try home.folder.write(
            "artist;price\r\n\"Sun Ra\";12\r\nMiles Davis;8\r\n", to: "work/shop.csv")
        try home.folder.write("Sun Ra\n\nMiles Davis\n", to: "work/names.txt")
        try home.folder.write("{\"a\":1}\n{\"b\":\"x\"}\n", to: "work/mixed.jsonl")
        try home.folder.write("a,b\n1,2\n3\n", to: "work/bad.csv")
        try home.folder.write("secret\n", to: "outside.txt")
        try home.folder.write("secret\n", to: "work/.hidden.txt")
        return home
    }

    private static func run(
        _ line: String, _ options: String..., input: String? = nil
    ) async throws -> ProcessResult {
        let home = try home()
        return try await home.start(
            ["--source", "catalog"] + options + ["-c", line], input: input
        ).finish()
    }

    @Test(
        "Rows come by the file's ending, or as it is said",
        arguments: [
            ("read shop.csv | where price<10", #"{"artist":"Miles Davis","price":"8"}"# + "\n"),
            ("read names.txt | count", "{\"count\":2}\n"),
            ("read mixed.jsonl | where a=1 | where b=x", ""),
            ("read shop.csv as lines | limit 1", #"{"value":"artist;price"}"# + "\n"),
            ("read ./names.txt | limit 1", "{\"value\":\"Sun Ra\"}\n"),
            ("read mixed.jsonl | where b=x", "{\"b\":\"x\"}\n"),
            (
                "read names.txt | each { search artist=$.value type=artist | limit 1 } | select value id",
                """
                {"value":"Sun Ra","id":9000000002}
                {"value":"Miles Davis","id":9000000001}

                """
            ),
        ])
    func rows(line: String, output: String) async throws {
        #expect(try await Self.run(line) == ProcessResult(status: 0, output: output))
    }

    @Test("What was exported is read as it was")
    func roundTrip() async throws {
        for format in ["csv", "tsv", "jsonl", "json"] {
            let result = try await Self.run(
                "search artist=\"Miles Davis\" type=master | select id title year | export m.\(format); "
                    + "read exports/m.\(format) | where id=9200000001 | select title year",
                "--quiet", "--format", "csv")
            #expect(result.output.hasSuffix("title,year\r\nMiles Davis - Kind Of Blue,1959\r\n"))
        }
    }

    @Test("- is standard input, once")
    func standardInput() async throws {
        let result = try await Self.run(
            "read - as csv | select a\nread - | count", input: "a,b\n1,2\n")
        #expect(result == ProcessResult(status: 0, output: "{\"a\":\"1\"}\n{\"count\":0}\n"))
        let home = try Self.home()
        let script = try await home.start(["--source", "catalog"], input: "read -\n").finish()
        #expect(script.status == 2)
        #expect(script.errors.contains("standard input is where these lines come from"))
    }

    @Test("Whoever waits for standard input can be interrupted")
    func interrupted() async throws {
        let home = try Self.home()
        let fifo = "\(home.work)/pipe"
        #expect(mkfifo(fifo, 0o600) == 0)
        let program = try home.start(
            ["--source", "catalog", "--trust", "-c", "read pipe | count"])
        // Returns when the program has opened the other end.
        let writer = open(fifo, O_WRONLY | O_CLOEXEC)
        defer { close(writer) }
        program.send(SIGTERM)
        #expect(try await program.finish().status == 143)
    }

    @Test(
        "A mistake in a file is told with the file's line",
        arguments: [
            ("read bad.csv", 1, "bad.csv:3: 1 cell, where the first line has 2"),
            ("read nothing.csv", 1, "nothing.csv: No such file or directory"),
            ("read mixed.jsonl | where c=1", 2, "no field 'c'"),
            ("read shop.csv | where prize<9", 2, "did you mean 'price'?"),
            ("read shop.csv as xml", 2, "one of csv, tsv, jsonl, json, lines"),
            ("read shop.csv | page 2", 2, "this source has no pages"),
            (
                "read names.txt | each release $.value", 2,
                "for the row {\"value\":\"Sun Ra\"}"
            ),
            ("read", 2, "read needs a file"),
        ])
    func mistakes(line: String, status: Int32, text: String) async throws {
        let result = try await Self.run(line)
        #expect(result.status == status)
        #expect(result.output == "")
        #expect(result.errors.contains(text))
    }

    @Test(
        "A script that is not trusted gets out of the current folder in no way",
        arguments: [
            "../outside.txt", "/etc/passwd", ".hidden.txt", "link.txt", "folder/outside.txt",
            "./../outside.txt", "sub/../../outside.txt", "/dev/stdin", "~/x", "pipe", "sub",
            String(repeating: "x", count: 300), "a\\u{0}b",
        ])
    func untrusted(path: String) async throws {
        let home = try Self.home()
        home.folder.makeFolder("work/sub")
        #expect(symlink("../outside.txt", "\(home.work)/link.txt") == 0)
        #expect(symlink("..", "\(home.work)/folder") == 0)
        #expect(mkfifo("\(home.work)/pipe", 0o600) == 0)
        let result = try await home.start(
            ["--source", "catalog", "-c", "read \"\(path)\""], input: "secret\n"
        ).finish()
        #expect(result.status == 1 || result.status == 2)
        #expect(result.output == "")
        #expect(!result.errors.contains("secret"))
    }

    @Test("A trusted one does")
    func trusted() async throws {
        #expect(
            try await Self.run("read ../outside.txt", "--trust")
                == ProcessResult(status: 0, output: "{\"value\":\"secret\"}\n"))
    }
}
