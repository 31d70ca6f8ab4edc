import Discogs
import Dispatch
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The history file")
struct HistoryFileTests {
    private let folder = TemporaryFolder()

    private func history(
        limit: Int = HistoryFile.customaryLimit, patience: Int = HistoryFile.customaryPatience
    ) -> HistoryFile {
        HistoryFile(
            path: folder.path + "/state/history", limit: limit, patience: patience,
            mask: SecretMask([Secret("AbCdEfGh")]))
    }

    @Test("is plain text, for the user alone")
    func plain() throws {
        #expect(try history().load() == [])
        try history().append("search artist=\"Sun Ra\"")
        try history().append("limit 3")
        #expect(try folder.text(of: "state/history") == "search artist=\"Sun Ra\"\nlimit 3\n")
        #expect(folder.mode(of: "state") == 0o700)
        #expect(folder.mode(of: "state/history") == 0o600)
        #expect(try history().load() == ["search artist=\"Sun Ra\"", "limit 3"])
    }

    @Test("is made private when it was not")
    func madePrivate() throws {
        chmod(try folder.write("old\n", to: "state/history"), 0o644)
        try history().append("new")
        #expect(folder.mode(of: "state/history") == 0o600)
        #expect(try history().load() == ["old", "new"])
    }

    @Test("may lie elsewhere, behind a link, that stays", arguments: [true, false])
    func link(isThere: Bool) throws {
        if isThere { try folder.write("a\nb\n", to: "kept/history") }
        try #require(mkdir(folder.path + "/kept", 0o700) == 0 || errno == EEXIST)
        try #require(mkdir(folder.path + "/state", 0o700) == 0)
        try #require(symlink("../kept/history", folder.path + "/state/history") == 0)
        for entry in ["c", "a"] { try history(limit: 3).append(entry) }
        // That one is put in place of the file.
        try history(limit: 2).append("d")
        #expect(try history().load() == ["a", "d"])
        #expect(try folder.text(of: "kept/history") == "a\nd\n")
        #expect(folder.names(in: "state") == ["history"] && folder.names(in: "kept") == ["history"])
        var status = stat()
        #expect(lstat(folder.path + "/state/history", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test("has every entry once, where it was typed last")
    func distinct() throws {
        for entry in ["a", "b", "a", "a", "c", "b"] { try history().append(entry) }
        #expect(try folder.text(of: "state/history") == "a\nc\nb\n")
        try folder.write("x\ny\nx\n", to: "state/history")
        #expect(try history().load() == ["y", "x"])
    }

    @Test("keeps entries of several lines whole")
    func severalLines() throws {
        let entries = ["search a\n| limit 3", "x\n\n\ty\n  z", "one\r\ntwo", "last"]
        for entry in entries { try history().append(entry) }
        #expect(
            try folder.text(of: "state/history")
                == "search a\n\t| limit 3\nx\n\t\n\t\ty\n\t  z\none\n\ttwo\nlast\n")
        #expect(try history().load() == [entries[0], entries[1], "one\ntwo", "last"])
        try history().append(entries[0])
        #expect(try history().load().last == entries[0])
        #expect(try history().load().count == 4)
    }

    @Test(
        "leaves out what is private",
        arguments: [
            "", " search x", "\tsearch x", "\nx", "raw GET / token=abc", "x SECRET=abc",
            "login Password", "say AbCdEfGh", "a\u{0}b", "login abc", "LOGIN", "token abc",
            "limit 3\n  login abc", "status; login abc", "status | login abc",
            "search \(String(repeating: "aZ", count: 20))",
            "x='\(String(repeating: "q", count: 40))'",
            String(repeating: "x", count: HistoryFile.maximumEntryLength + 1),
        ])
    func leftOut(entry: String) throws {
        #expect(!history().accepts(entry))
        try history().append(entry)
        #expect(folder.names().isEmpty)
    }

    @Test("keeps what only looks a little like a secret")
    func kept() {
        let letters = String(repeating: "a", count: 39)
        for entry in ["search login", letters, letters + "aa", letters + "1", "search token"] {
            #expect(history().accepts(entry), "\(entry)")
        }
    }

    @Test("keeps the newest entries only")
    func bounded() throws {
        for number in 1...7 { try history(limit: 5).append("entry \(number)") }
        #expect(try history(limit: 5).load() == (3...7).map { "entry \($0)" })
        #expect(try folder.text(of: "state/history").split(separator: "\n").count == 5)
        #expect(try history(limit: 2).load() == ["entry 6", "entry 7"])
        #expect(folder.names(in: "state") == ["history"])
    }

    @Test("is read whatever is in it, and a line that was cut off is completed")
    func damaged() throws {
        try folder.write(
            Array("\tlost\n\n\na\u{7}\n".utf8) + [0xFF, 0x0A, 0x62], to: "state/history")
        #expect(try history().load() == ["a\u{7}", "\u{FFFD}", "b"])
        try history().append("c")
        #expect(try history().load() == ["a\u{7}", "\u{FFFD}", "b", "c"])
    }

    @Test("fails with a reason where it is no file")
    func notAFile() throws {
        folder.makeFolder("state")
        folder.makeFolder("state/history")
        #expect(throws: SystemFailure.self) { try history().load() }
        #expect(throws: SystemFailure.self) { try history().append("x") }
        rmdir(folder.path + "/state/history")
        mkfifo(folder.path + "/state/history", 0o600)
        #expect(throws: SystemFailure.self) { try history().load() }
        #expect(throws: SystemFailure.self) { try history().append("x") }
    }

    @Test("loses nothing when several sessions write to it at once")
    func concurrency() throws {
        // However slow the machine: all of these together wait longer than anybody at a prompt.
        let history = history(patience: 60_000)
        DispatchQueue.concurrentPerform(iterations: 6) { session in
            for number in 0..<40 {
                do {
                    try history.append("session \(session) \(number)")
                    // Makes every session rewrite the file, too.
                    try history.append("again")
                } catch {
                    Issue.record(error)
                }
            }
        }
        let entries = try history.load()
        #expect(entries.count == 6 * 40 + 1)
        #expect(Set(entries).count == entries.count)
        #expect(folder.names(in: "state") == ["history"])
    }
}
