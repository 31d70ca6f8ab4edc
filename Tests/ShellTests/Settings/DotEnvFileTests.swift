import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A .env file")
struct DotEnvFileTests {
    private func values(_ text: String) -> [String: String] {
        DotEnvFile(parsing: Array(text.utf8), path: "/x/.env").entries.mapValues(\.value)
    }

    private func problems(_ text: String) -> [DotEnvFile.Problem] {
        DotEnvFile(parsing: Array(text.utf8), path: "/x/.env").problems
    }

    @Test(
        "holds NAME=value, with export, blanks, quotes and comments",
        arguments: [
            ("A=b", "b"), ("  A = b ", "b"), ("export A=b", "b"), ("export\tA=b", "b"),
            ("A=", ""), ("A=  # nothing", ""), ("A=b # why", "b"), ("A=b\t#c", "b"),
            ("A=7#", "7#"), ("A=#b", "#b"), ("A=b c d", "b c d"), ("A=a=b", "a=b"),
            ("A=it's", "it's"), ("A=c:\\new", "c:\\new"), ("A=$HOME", "$HOME"),
            ("A='b # c'", "b # c"), ("A='\\n$x'", "\\n$x"), ("A='b' # why", "b"),
            ("A=\"b # c\"", "b # c"), ("A=\"a\\nb\\t\\\"\\\\\\$\\q\"", "a\nb\t\"\\$\\q"),
            ("A=\"two\nlines\"", "two\nlines"), ("A='two\r\nlines'", "two\nlines"),
            ("A=b\r\n", "b"), ("A=\"b\"\r\n", "b"), ("\u{FEFF}A=b", "b"), ("A=日本 é", "日本 é"),
            ("A=1\nA=2", "2"), ("A=`rm x`", "`rm x`"), ("exportA=1\nA=2", "2"),
        ])
    func holds(line: String, value: String) {
        #expect(values(line)["A"] == value)
        #expect(problems(line).isEmpty)
    }

    @Test("takes no notice of comments and empty lines")
    func comments() {
        #expect(values("# A=1\n\n   \n\t# B=2\r\n\r\n") == [:])
        #expect(problems("# A\n\n  \n\t#\r\n").isEmpty)
    }

    @Test("knows the line of each value, also after values of several lines")
    func lines() {
        let file = DotEnvFile(
            parsing: Array("A=1\n\nB='x\ny\n'\nC=3\nA=4".utf8), path: "/x/.env")
        #expect(file.entries.mapValues(\.line) == ["A": 7, "B": 3, "C": 6])
    }

    @Test("is read on after a bad line, and all of them are told")
    func badLines() {
        let text = "A\n=x\nB C=1\n2D=1\nE='open\nF=\"b\"c\nG=\u{0}\nH=fine\n"
        let found = problems(text)
        #expect(found.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
        #expect(
            found.map(\.reason) == [
                .noEqualsSign, .badName(""), .badName("B C"), .badName("2D"), .unclosedQuote,
                .textAfterQuote, .nul,
            ])
        #expect(values(text) == ["H": "fine"])
    }

    @Test("tolerates the names that other programs use")
    func otherNames() {
        #expect(values("my-app.name=1") == ["my-app.name": "1"])
    }

    @Test("must be UTF-8, readable, and of a sensible size")
    func wholeFile() throws {
        let folder = TemporaryFolder()
        let binary = try folder.write([0x41, 0x3D, 0xFF, 0xFE], to: "binary")
        #expect(DotEnvFile(reading: binary).problems.map(\.reason) == [.notUTF8])
        let large = try folder.write(
            String(repeating: "#", count: DotEnvFile.maximumBytes + 1), to: "large")
        #expect(
            DotEnvFile(reading: large).problems.map(\.reason)
                == [.tooLarge(limit: DotEnvFile.maximumBytes)])
        #expect(
            DotEnvFile(reading: folder.path + "/none").problems.map(\.reason)
                == [.unreadable("No such file or directory")])
        #expect(
            DotEnvFile(reading: folder.path).problems.map(\.reason)
                == [.unreadable("Not a regular file")])
    }

    @Test("is found in the folder or the nearest one above it")
    func search() throws {
        let folder = TemporaryFolder()
        let outer = try folder.write("A=1", to: ".env")
        try folder.write("", to: "a/b/x")
        #expect(DotEnvFile.find(from: folder.path + "/a/b") == outer)
        let inner = try folder.write("A=2", to: "a/.env")
        #expect(DotEnvFile.find(from: folder.path + "/a/b") == inner)
        #expect(DotEnvFile.find(from: folder.path) == outer)
    }

    @Test("is passed over when it is a folder or a FIFO, which nobody waits for")
    func notAFile() throws {
        let folder = TemporaryFolder()
        let outer = try folder.write("A=1", to: ".env")
        try folder.write("", to: "a/b/x")
        folder.makeFolder("a/.env")
        mkfifo(folder.path + "/a/b/.env", 0o600)
        #expect(DotEnvFile.find(from: folder.path + "/a/b") == outer)
        #expect(
            DotEnvFile(reading: folder.path + "/a/b/.env").problems.map(\.reason)
                == [.unreadable("Not a regular file")])
    }
}
