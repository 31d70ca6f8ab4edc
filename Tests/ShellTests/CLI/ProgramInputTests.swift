import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("What the program reads and where it writes", .serialized)
struct ProgramInputTests {
    private let home = ProgramHome()
    private static let line = #"search artist="Sun Ra" type=artist | select title"#
    private static let answer = "{\"title\":\"Sun Ra\"}\n"

    @Test("Lines may end with CR LF, and a byte order mark is no text")
    func windowsText() async throws {
        try home.folder.write(
            "\u{FEFF}# note\r\nsearch artist=\"Sun Ra\" type=artist\r\n  | select title\r\n\r\ncount\r\n",
            to: "work/windows.mas")
        let result = try await home.run("--quiet", "windows.mas")
        #expect(result == ProcessResult(status: 0, output: Self.answer + "{\"count\":1}\n"))
    }

    @Test("A carriage return alone, a NUL and a control character are errors with a place")
    func strayCharacters() async throws {
        let result = try await home.run(input: "search a\rb\nsearch \0\nsearch \u{7}\n")
        #expect(result.status == 2)
        for place in ["standard input:1:9", "standard input:2:8", "standard input:3:8"] {
            #expect(result.errors.contains("\(place): error: "))
        }
    }

    @Test("A script that cannot be read fails with the system's reason")
    func unreadable() async throws {
        let missing = try await home.run("missing.mas")
        #expect(
            missing
                == ProcessResult(
                    status: 1, errors: "error: missing.mas: No such file or directory\n"))
        let folder = try await home.run(".")
        #expect(folder == ProcessResult(status: 1, errors: "error: .: Is a directory\n"))
    }

    @Test("A script that is no text in UTF-8 is refused")
    func notText() async throws {
        try home.folder.write([0x73, 0xFF, 0xFE, 0x0A], to: "work/binary.mas")
        let file = try await home.run("binary.mas")
        #expect(
            file == ProcessResult(status: 2, errors: "error: binary.mas: not a text in UTF-8\n"))
        let program = try ProcessRun(
            [ProgramHome.executable], environment: home.environment, directory: home.work,
            input: "\(home.work)/binary.mas")
        #expect(
            try await program.finish()
                == ProcessResult(
                    status: 2, errors: "error: standard input: not a text in UTF-8\n"))
    }

    @Test("A script longer than 16 MiB is refused")
    func tooLong() async throws {
        let comment = [UInt8](repeating: UInt8(ascii: "#"), count: 16 << 20 | 1)
        try home.folder.write(comment, to: "work/long.mas")
        let result = try await home.run("long.mas")
        #expect(result.status == 1)
        #expect(result.errors == "error: long.mas: longer than a script may be (16 MiB)\n")
    }

    @Test("A script from standard input may be empty")
    func emptyInput() async throws {
        #expect(try await home.run() == ProcessResult(status: 0))
        #expect(try await home.run("-c", "") == ProcessResult(status: 0))
    }

    @Test("A script whose name begins with a dash stands behind --")
    func dashes() async throws {
        try home.folder.write(Self.line, to: "work/-dash.mas")
        let result = try await home.run("--quiet", "--", "-dash.mas")
        #expect(result == ProcessResult(status: 0, output: Self.answer))
        for name in ["-c", "--help"] {
            try home.folder.write("search $1 type=artist | select title", to: "work/\(name)")
            let options = [["--"], ["--source", "catalog", "--"]]
            for option in options {
                let result = try await home.start(option + [name, "Sun Ra"]).finish()
                #expect(result.output == Self.answer, "\(option) \(result)")
            }
        }
    }

    @Test("The script - is standard input, with arguments")
    func dash() async throws {
        let line = "search $1 type=artist | select title"
        let result = try await home.run("--quiet", "-", "Sun Ra", input: line)
        #expect(result == ProcessResult(status: 0, output: Self.answer))
        #expect(try await home.run("-", "Sun Ra", input: line).output == Self.answer)
    }

    @Test("A script without a name is a usage error")
    func noName() async throws {
        #expect(
            try await home.run("")
                == ProcessResult(status: 2, errors: "error: the name of the script is empty\n"))
    }

    @Test("A name with line breaks makes no lines of its own")
    func nameWithLineBreak() async throws {
        let missing = try await home.run("a\nerror: b.mas")
        #expect(missing.errors == "error: a␊error: b.mas: No such file or directory\n")
        try home.folder.write("serch x", to: "work/a\nb.mas")
        let wrong = try await home.run("a\nb.mas")
        #expect(wrong.errors.hasPrefix("a␊b.mas:1:1: error: unknown command"))
    }

    @Test("An export folder that is a link to elsewhere is refused, unless the user named it")
    func linkedExports() async throws {
        try home.folder.write("mine", to: "home/.ssh/authorized_keys")
        symlink("\(home.folder.path)/home/.ssh", "\(home.work)/exports")
        for file in ["authorized_keys overwrite=yes", "", "new.csv"] {
            let result = try await home.run("-c", Self.line + " | export csv \(file)")
            #expect(result.status == 2)
            #expect(result.errors.contains("error: EXPORT_DIR (default): must be a folder in"))
        }
        #expect(home.files(below: "home") == [".ssh/authorized_keys"])
        #expect(try home.folder.text(of: "home/.ssh/authorized_keys") == "mine")
        let named = ProgramHome(["EXPORT_DIR": "\(home.work)/exports"])
        #expect(try await named.run("-c", Self.line + " | export new.csv").status == 0)
        #expect(home.files(below: "home") == [".ssh/authorized_keys", ".ssh/new.csv"])
    }

    @Test("A reader that is gone is no failure")
    func withoutReader() async throws {
        let result = try await home.run(
            "--quiet", "-c", #"search artist="Miles Davis""#, output: .withoutReader)
        #expect(result == ProcessResult(status: 0))
    }

    @Test("A closed standard output is a failure, and nothing is written elsewhere")
    func closedOutput() async throws {
        let result = try await home.run("--quiet", "-c", Self.line, output: .closed)
        #expect(result.status == 1)
        #expect(result.errors.contains("error: standard output: Bad file descriptor"))
        #expect(home.files() == [])
    }

    @Test("An export needs no standard output")
    func closedOutputOfExport() async throws {
        let result = try await home.run(
            "--quiet", "-c", Self.line + " | export a.jsonl", output: .closed)
        #expect(result == ProcessResult(status: 0))
        #expect(try home.folder.text(of: "work/exports/a.jsonl") == Self.answer)
    }

    @Test("A full disk is a failure that says so")
    func fullDisk() async throws {
        let result = try await home.run("--quiet", "-c", Self.line, output: .file("/dev/full"))
        #expect(result.status == 1)
        #expect(result.errors.contains("standard output: No space left on device"))
    }

    @Test("Without a token one line says what answers, and how to get one")
    func announcement() async throws {
        let result = try await home.run("-c", Self.line)
        #expect(result.output == Self.answer)
        #expect(result.errors.hasPrefix("Sample catalogue (no token)."))
        #expect(result.errors.contains("DISCOGS_API_TOKEN"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test("A program that only looks things up leaves nothing behind")
    func noTraces() async throws {
        _ = try await home.run("-c", Self.line)
        #expect(home.files().filter { $0 != "input" } == [])
    }

    @Test("Settings come from the .env above the working folder, the exports too")
    func envFile() async throws {
        try home.folder.write("EXPORT_DIR=kept\nDEFAULT_EXPORT_FORMAT=json\n", to: ".env")
        let result = try await home.run("--quiet", "-c", Self.line + " | export; status | as json")
        #expect(result.status == 0)
        #expect(result.output.contains("\"exports\": \"\(home.folder.path)/kept\""))
        let names = home.files(below: "kept")
        #expect(names.count == 1 && names.allSatisfy { $0.hasSuffix(".json") })
    }
}
