import Dispatch
import Synchronization
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A rotating file")
struct RotatingFileTests {
    private let folder = TemporaryFolder()
    /// 2024-06-01
    private let noon = WallTime(seconds: 1_717_243_200)

    private func file(
        _ name: String = "logs/a.log", bytes: Int = 1000, backups: Int = 3,
        onFailure: @escaping @Sendable (SystemFailure) -> Void = { Issue.record("\($0)") }
    ) -> RotatingFile {
        RotatingFile(
            path: "\(folder.path)/\(name)", maximumBytes: bytes, backupCount: backups,
            onFailure: onFailure)
    }

    private func append(_ text: String, to file: RotatingFile, at time: WallTime? = nil) {
        file.append(Array((text + "\n").utf8), at: time ?? noon)
    }

    @Test("is made with its folder by the first line, for the user alone")
    func creation() throws {
        let file = file("a/b/c.log")
        #expect(folder.names().isEmpty)
        append("one", to: file)
        append("two", to: file)
        #expect(try folder.text(of: "a/b/c.log") == "one\ntwo\n")
        #expect(folder.mode(of: "a") == 0o700)
        #expect(folder.mode(of: "a/b") == 0o700)
        #expect(folder.mode(of: "a/b/c.log") == 0o600)
    }

    @Test("goes on where it ended before")
    func reopening() throws {
        append("one", to: file())
        append("two", to: file())
        #expect(try folder.text(of: "logs/a.log") == "one\ntwo\n")
    }

    @Test("becomes .1, .2 and so on when it is full, and the oldest goes")
    func rotation() throws {
        let file = file(bytes: 8, backups: 2)
        for text in ["1111", "2222", "3333", "4444"] { append(text, to: file) }
        #expect(folder.names(in: "logs") == ["a.log", "a.log.1", "a.log.2"])
        #expect(try folder.text(of: "logs/a.log") == "4444\n")
        #expect(try folder.text(of: "logs/a.log.1") == "3333\n")
        #expect(try folder.text(of: "logs/a.log.2") == "2222\n")
        #expect(folder.mode(of: "logs/a.log") == 0o600)
    }

    @Test("is filled up to its size exactly")
    func exactSize() throws {
        let file = file(bytes: 10)
        for text in ["1111", "2222", "3333"] { append(text, to: file) }
        #expect(try folder.text(of: "logs/a.log.1") == "1111\n2222\n")
        #expect(try folder.text(of: "logs/a.log") == "3333\n")
    }

    @Test("starts over when no older files are to be kept")
    func noBackups() throws {
        let file = file(bytes: 8, backups: 0)
        for text in ["1111", "2222"] { append(text, to: file) }
        #expect(folder.names(in: "logs") == ["a.log"])
        #expect(try folder.text(of: "logs/a.log") == "2222\n")
    }

    @Test("takes a line that is longer than all of it")
    func longLine() throws {
        let file = file(bytes: 8)
        append(String(repeating: "x", count: 50), to: file)
        append("short", to: file)
        #expect(try folder.text(of: "logs/a.log") == "short\n")
        #expect(try folder.text(of: "logs/a.log.1").count == 51)
    }

    @Test("is put aside when a new day begins, once, whatever comes late")
    func newDay() throws {
        let midnight: Int64 = 1_717_200_000
        func append(_ text: String, at seconds: Int64, _ milliseconds: Int64 = 0) {
            // Each as a process of its own.
            self.append(
                text, to: file("a.log"),
                at: WallTime(seconds: seconds, milliseconds: milliseconds))
        }
        append("yesterday", at: midnight - 3600)
        append("still", at: midnight - 1, 999)
        #expect(folder.names() == ["a.log"])
        append("today", at: midnight)
        append("late", at: midnight - 1, 999)
        append("too", at: midnight, 1)
        #expect(folder.names() == ["a.log", "a.log.1"])
        #expect(try folder.text(of: "a.log.1") == "yesterday\nstill\n")
        #expect(try folder.text(of: "a.log") == "today\nlate\ntoo\n")
    }

    @Test("ends the half line of a writer that was killed")
    func tornTail() throws {
        try folder.write("whole\nhal", to: "a.log")
        append("next", to: file("a.log"))
        append("one more", to: file("a.log"))
        #expect(try folder.text(of: "a.log") == "whole\nhal\nnext\none more\n")
    }

    @Test("goes on where another one was killed while it rotated")
    func halfRotation() throws {
        // .1 has become .2, and nothing has become .1 yet.
        try folder.write("3333\n", to: "a.log")
        try folder.write("2222\n", to: "a.log.2")
        try folder.write("1111\n", to: "a.log.3")
        append("4444", to: file("a.log", bytes: 8))
        #expect(folder.names() == ["a.log", "a.log.1", "a.log.2", "a.log.3"])
        #expect(try folder.text(of: "a.log.1") == "3333\n")
        #expect(try folder.text(of: "a.log.2") == "2222\n")
        #expect(try folder.text(of: "a.log.3") == "1111\n")
    }

    @Test("takes lines also while somebody holds its lock, and is put aside afterwards")
    func lockedByOther() throws {
        let file = RotatingFile(
            path: "\(folder.path)/a.log", maximumBytes: 8, backupCount: 3, patience: 0,
            onFailure: { Issue.record("\($0)") })
        append("1111", to: file)
        do {
            let other = try OpenFile("\(folder.path)/a.log", O_RDONLY)
            let isLocked = other.lock()
            #expect(isLocked)
            append("2222", to: file)
            append("3333", to: file)
            #expect(folder.names() == ["a.log"])
        }
        append("4444", to: file)
        #expect(try folder.text(of: "a.log.1") == "1111\n2222\n3333\n")
        #expect(try folder.text(of: "a.log") == "4444\n")
    }

    @Test("grows where it cannot be put aside, and says so once")
    func unmovable() throws {
        let failures = Mutex<[SystemFailure]>([])
        let file = file("a.log", bytes: 8, backups: 1) { failure in
            failures.withLock { $0.append(failure) }
        }
        folder.makeFolder("a.log.1")
        for text in ["1111", "2222", "3333"] { append(text, to: file) }
        #expect(try folder.text(of: "a.log") == "1111\n2222\n3333\n")
        #expect(
            failures.withLock(\.self)
                == [SystemFailure(path: "\(folder.path)/a.log.1", code: EISDIR)])
    }

    @Test("on a full disk drops what does not fit, and goes on with a new line")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            let failures = Mutex<[Int32]>([])
            let file = RotatingFile(
                path: "\(folder.path)/a.log", maximumBytes: 1000, backupCount: 3,
                onFailure: { failure in failures.withLock { $0.append(failure.code) } })
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 7, rlim_max: .max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let time = WallTime(seconds: 0)
            let written = ["1111\n", "2222\n", "3333\n"].map {
                file.append(Array($0.utf8), at: time)
            }
            limit.rlim_cur = 1000
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try #require(written == [true, false, false])
            try #require(failures.withLock(\.self) == [EFBIG])
            try #require(file.append(Array("4444\n".utf8), at: time))
            try #require(try folder.text(of: "a.log") == "1111\n22\n4444\n")
        }
    }

    @Test("is made again when somebody moved or deleted it")
    func moved() throws {
        let file = file("a.log")
        append("one", to: file)
        rename(folder.path + "/a.log", folder.path + "/b.log")
        append("two", to: file)
        unlink(folder.path + "/a.log")
        append("three", to: file)
        #expect(try folder.text(of: "b.log") == "one\n")
        #expect(try folder.text(of: "a.log") == "three\n")
    }

    @Test("that cannot be written drops lines, says so once, and recovers")
    func failure() throws {
        let failures = Mutex<[SystemFailure]>([])
        let blocker = try folder.write("", to: "logs")
        let file = file { failure in failures.withLock { $0.append(failure) } }
        append("lost", to: file)
        append("lost", to: file)
        #expect(failures.withLock { $0.map(\.code) } == [ENOTDIR])
        unlink(blocker)
        append("kept", to: file)
        #expect(try folder.text(of: "logs/a.log") == "kept\n")
    }

    @Test("is never a folder, a FIFO or a link", arguments: ["folder", "fifo", "link"])
    func notAFile(kind: String) throws {
        let path = folder.path + "/a.log"
        switch kind {
        case "folder": folder.makeFolder("a.log")
        case "fifo": mkfifo(path, 0o600)
        default: symlink(try folder.write("mine", to: "other"), path)
        }
        let failures = Mutex(0)
        append("lost", to: file("a.log") { _ in failures.withLock { $0 += 1 } })
        #expect(failures.withLock(\.self) == 1)
        if kind == "link" { #expect(try folder.text(of: "other") == "mine") }
    }

    @Test("is never somebody else's", .enabled(if: geteuid() == 0))
    func notOurs() throws {
        chown(try folder.write("theirs\n", to: "a.log"), 4321, 4321)
        let failures = Mutex<[SystemFailure]>([])
        append(
            "lost",
            to: file("a.log", bytes: 1) { failure in
                failures.withLock { $0.append(failure) }
            })
        #expect(failures.withLock { $0.map(\.code) } == [EPERM])
        #expect(folder.names() == ["a.log"])
        #expect(try folder.text(of: "a.log") == "theirs\n")
    }

    @Test("loses and tears no line while several writers rotate it")
    func concurrency() throws {
        let (writers, lines) = (8, 300)
        let path = folder.path
        // Each has the file open for itself, as a process would.
        DispatchQueue.concurrentPerform(iterations: writers) { writer in
            let file = RotatingFile(
                path: "\(path)/a.log", maximumBytes: 2000, backupCount: 1000,
                onFailure: { Issue.record("\($0)") })
            for number in 0..<lines {
                file.append(Array("writer \(writer) line \(number)\n".utf8), at: noon)
            }
        }
        #expect(folder.names().count > 10)
        let found = try allLines()
        let expected = (0..<writers).flatMap { writer in
            (0..<lines).map { "writer \(writer) line \($0)" }
        }
        #expect(found.sorted() == expected.sorted())
    }

    @Test("shares the file with other programs that append to it")
    func otherProcesses() throws {
        let processes = try (0..<3).map { number in
            try ChildProcess(
                "/bin/sh", "-c",
                "i=0; while [ $i -lt 200 ]; do echo \"shell \(number) $i\" >> \(folder.path)/a.log; "
                    + "i=$((i+1)); done")
        }
        let file = file("a.log", bytes: 1500, backups: 1000)
        for number in 0..<200 { append("ours \(number)", to: file) }
        for process in processes { #expect(process.wait() == 0) }
        let found = try allLines()
        let shells = (0..<3).flatMap { shell in (0..<200).map { "shell \(shell) \($0)" } }
        #expect(found.sorted() == (shells + (0..<200).map { "ours \($0)" }).sorted())
    }

    private func allLines() throws -> [String] {
        try folder.names().flatMap { name in
            try folder.text(of: name).split(separator: "\n").map(String.init)
        }
    }
}

/// A program that a test runs beside itself.
struct ChildProcess {
    private let processID: pid_t

    init(_ command: String...) throws {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var processID: pid_t = 0
        guard posix_spawn(&processID, command[0], nil, nil, &arguments, environ) == 0 else {
            throw TestFileError(path: command[0])
        }
        self.processID = processID
    }

    /// The exit status.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        return status >> 8 & 0xFF
    }
}
