import Foundation
import Testing

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct AppendedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func append(
        _ text: String, header: String = "", patience: Duration = .seconds(30),
        calls: FileCalls = .system
    ) throws {
        let file = try AppendedFile(path: folder.file("x"), patience: patience, calls: calls)
        file.header = Array(header.utf8)
        try file.write(Array(text.utf8))
        try file.finish()
    }

    @Test("Rows come behind what is there, and the first ones make the file")
    func appends() throws {
        try append("1\n2\n", header: "n\n")
        #expect(folder.text("x") == "n\n1\n2\n")
        try append("3\n", header: "n\n")
        #expect(folder.text("x") == "n\n1\n2\n3\n")
        #expect(folder.names == ["x"])
    }

    @Test(
        "Nothing is seen of the rows before the file is finished, and nothing ever when it is given up"
    )
    func unfinished() throws {
        try folder.write("old\n", to: "x")
        do {
            let file = try AppendedFile(path: folder.file("x"))
            try file.write(Array("new\n".utf8))
            #expect(file.byteCount == 4)
            #expect(folder.text("x") == "old\n")
            file.discard()
            #expect(throws: FileWriteError.self) { try file.write([]) }
            #expect(throws: FileWriteError.self) { try file.finish() }
        }
        #expect(folder.text("x") == "old\n")
        #expect(folder.names == ["x"])
    }

    @Test(
        "A last line without its newline gets it first",
        arguments: [("1\n2", "1\n2\n3\n"), ("", "3\n"), ("\n", "\n3\n")])
    func missingNewline(_ old: String, _ new: String) throws {
        try folder.write(old, to: "x")
        try append("3\n")
        #expect(folder.text("x") == new)
    }

    @Test(
        "Columns are written once, however their line ends",
        arguments: [
            ("", "a,b\r\n1\r\n"), ("a,b", "a,b\r\n1\r\n"), ("a,b\n", "a,b\n1\r\n"),
            ("a,b\n0", "a,b\n0\r\n1\r\n"), ("a,b\r\n0\r\n", "a,b\r\n0\r\n1\r\n"),
            ("\u{FEFF}a,b\n", "\u{FEFF}a,b\n1\r\n"),
        ])
    func header(_ old: String, _ new: String) throws {
        try folder.write(old, to: "x")
        try append("1\r\n", header: "a,b\r\n")
        #expect(folder.text("x").map { Array($0.utf8) } == Array(new.utf8))
    }

    @Test(
        "Other columns are an error, and nothing changes", arguments: ["a,c", "a,b,c", "a", "a,bc"])
    func otherHeader(_ other: String) throws {
        try folder.write("\(other)\n1\n", to: "x")
        #expect(throws: FileWriteError.otherHeader(path: folder.file("x"))) {
            try append("2\n", header: "a,b\n")
        }
        #expect(folder.text("x") == "\(other)\n1\n")
        #expect(folder.names == ["x"])
    }

    @Test("Without rows a file is made with its columns, and one that is there is left alone")
    func noRows() throws {
        try append("", header: "n\n")
        #expect(folder.text("x") == "n\n")
        try folder.write("n\n1", to: "x")
        try append("", header: "n\n")
        #expect(folder.text("x") == "n\n1")
    }

    @Test("More rows than wait in memory go through a file without a name")
    func manyRows() throws {
        let line = String(repeating: "r", count: 999) + "\n"
        let file = try AppendedFile(path: folder.file("x"))
        for _ in 0..<3000 { try file.write(Array(line.utf8)) }
        #expect(folder.names == [])
        try file.finish()
        #expect(folder.text("x") == String(repeating: line, count: 3000))
    }

    @Test("Permissions stay as they were", arguments: [0o600, 0o664, 0o444])
    func mode(_ mode: Int) throws {
        try folder.write("1\n", to: "x", mode: mode)
        try append("2\n")
        #expect(folder.text("x") == "1\n2\n")
        #expect(try folder.mode("x") == mode)
    }

    @Test("A link is not followed, neither at the start nor at the end")
    func link() throws {
        try folder.write("secret\n", to: "secret")
        let file = try AppendedFile(path: folder.file("x"))
        try file.write([10])
        symlink("secret", folder.file("x"))
        #expect(throws: FileWriteError.notAFile(path: folder.file("x"))) { try file.finish() }
        #expect(throws: FileWriteError.notAFile(path: folder.file("x"))) {
            try AppendedFile(path: folder.file("x"))
        }
        #expect(folder.text("secret") == "secret\n")
    }

    @Test("The beginning of the file tells who appends what its columns are")
    func beginning() throws {
        let file = try AppendedFile(path: folder.file("x"))
        #expect(try file.beginning(upTo: 10) == [])
        try folder.write("a,b\n1,2\n", to: "x")
        #expect(try file.beginning(upTo: 4) == Array("a,b\n".utf8))
        #expect(try file.beginning(upTo: 100) == Array("a,b\n1,2\n".utf8))
    }

    @Test("Rows come below the columns of the file, with its delimiter and its line ends")
    func columns() throws {
        try folder.write("title;id;year\nFirst;1;1959\n", to: "x")
        let file = try AppendedFile(path: folder.file("x"))
        let header = try file.takeHeader(in: .csv)
        var writer = RowWriters.make(
            .csv, to: file,
            options: RowWriterOptions(
                header: header, delimiter: try #require(header).delimiter))
        try writer.write([["id": 2, "title": "a; b", "country": nil]])
        #expect(throws: FormatLimit.otherColumn("country", known: ["title", "id", "year"])) {
            try writer.write([["id": 3, "country": "US"]])
        }
        try writer.finish()
        #expect(folder.text("x") == "title;id;year\nFirst;1;1959\n\"a; b\";2;\n")
    }

    @Test("Columns that changed meanwhile are an error, and what is no line of names, too")
    func changedColumns() throws {
        try folder.write("id\n1\n", to: "x")
        let file = try AppendedFile(path: folder.file("x"))
        #expect(try file.takeHeader(in: .csv)?.names == ["id"])
        try folder.write("title\n1\n", to: "x")
        try file.write(Array("2\n".utf8))
        #expect(throws: FileWriteError.otherHeader(path: folder.file("x"))) { try file.finish() }
        #expect(folder.text("x") == "title\n1\n")
        try folder.write("\"never closed", to: "x")
        #expect(throws: FileWriteError.otherHeader(path: folder.file("x"))) {
            try AppendedFile(path: folder.file("x")).takeHeader(in: .csv)
        }
    }

    @Test("What the file will be known by is told before it takes its name")
    func identity() throws {
        try folder.write("1\n", to: "x")
        var told: FileIdentity?
        let file = try AppendedFile(path: folder.file("x"))
        file.willTakeName = { [folder] identity in
            told = identity
            #expect(folder.text("x") == "1\n")
        }
        try file.write(Array("2\n".utf8))
        try file.finish()
        var status = stat()
        #expect(lstat(folder.file("x"), &status) == 0)
        #expect(told == FileIdentity(status))
        let refused = try AppendedFile(path: folder.file("x"))
        refused.willTakeName = { _ in throw FileWriteError.exists(path: "journal") }
        try refused.write(Array("3\n".utf8))
        #expect(throws: FileWriteError.exists(path: "journal")) { try refused.finish() }
        #expect(folder.text("x") == "1\n2\n")
        #expect(folder.names == ["x"])
    }

    @Test("Another name that somebody killed has left of the file goes")
    func abandonedName() throws {
        try folder.write("1\n", to: "x")
        try FileManager.default.linkItem(
            atPath: folder.file("x"), toPath: folder.file(".musicagent-abandoned.part"))
        try append("2\n")
        #expect(folder.text("x") == "1\n2\n")
        #expect(folder.names == ["x"])
    }

    @Test("Who is told to stop does not wait for somebody else")
    func cancelled() async throws {
        try folder.write("1\n", to: "x")
        let other = open(folder.file("x"), O_RDONLY | O_CLOEXEC)
        defer { close(other) }
        flock(other, LOCK_EX)
        let path = folder.file("x")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            let file = try AppendedFile(path: path, patience: .seconds(3600))
            try file.write(Array("2\n".utf8))
            try file.finish()
        }
        await #expect(throws: FileWriteError.inUse(path: path)) { try await task.value }
        #expect(folder.text("x") == "1\n")
    }

    @Test("Somebody else who has the file and keeps it is an error, and the file stays as it was")
    func inUse() throws {
        try folder.write("1\n", to: "x")
        let other = open(folder.file("x"), O_RDONLY | O_CLOEXEC)
        flock(other, LOCK_EX)
        #expect(throws: FileWriteError.inUse(path: folder.file("x"))) {
            try append("2\n", patience: .zero)
        }
        #expect(folder.text("x") == "1\n")
        close(other)
        try append("2\n", patience: .zero)
        #expect(folder.text("x") == "1\n2\n")
        #expect(folder.names == ["x"])
    }

    @Test("Whoever waited for the file appends to the one that is in its place by then")
    func replacedMeanwhile() throws {
        try folder.write("1\n", to: "x")
        let hasReplaced = Flag()
        var calls = FileCalls.system
        calls.flock = { [path = folder.file("x")] descriptor, mode in
            if hasReplaced.raise() {
                let other = try? AppendedFile(path: path)
                try? other?.write(Array("2\n".utf8))
                try? other?.finish()
            }
            return FileCalls.system.flock(descriptor, mode)
        }
        try append("3\n", calls: calls)
        #expect(folder.text("x") == "1\n2\n3\n")
    }

    @Test("Where somebody else makes the file meanwhile, the rows come behind theirs")
    func madeMeanwhile() throws {
        let hasMade = Flag()
        var calls = FileCalls.system
        calls.link = { old, new in
            if hasMade.raise() {
                try? "n\n1\n".write(toFile: new, atomically: false, encoding: .utf8)
            }
            return FileCalls.system.link(old, new)
        }
        try append("2\n", header: "n\n", calls: calls)
        #expect(folder.text("x") == "n\n1\n2\n")
        #expect(folder.names == ["x"])
    }

    @Test("A file that cannot be locked is not appended to")
    func noLocks() throws {
        try folder.write("1\n", to: "x")
        var calls = FileCalls.system
        calls.flock = { _, _ in
            errno = ENOLCK
            return -1
        }
        let expected = FileWriteError.system(
            path: folder.file("x"), operation: "flock", errno: ENOLCK)
        #expect(throws: expected) { try append("2\n", calls: calls) }
        #expect(folder.text("x") == "1\n")
    }

    @Test("Processes that append at the same time lose and tear nothing")
    func manyProcesses() async throws {
        let path = folder.file("x")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writer = writer as Int] in
                        let calls = FailingCalls(at: .max, with: 0).calls
                        for number in 0..<25 {
                            let file = try AppendedFile(path: path, calls: calls)
                            file.header = Array("writer number\n".utf8)
                            for _ in 0..<3 {
                                try file.write(Array("\(writer) \(number)\n".utf8))
                            }
                            try file.finish()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let text = try #require(folder.text("x"))
        let lines = text.split(separator: "\n")
        #expect(lines.first == "writer number")
        #expect(lines.count == 1 + 4 * 25 * 3)
        // What one wrote at once stands together, and in its order.
        let blocks = stride(from: 1, to: lines.count, by: 3).map { lines[$0..<($0 + 3)] }
        #expect(blocks.allSatisfy { Set($0).count == 1 })
        for writer in 0..<4 {
            let own = blocks.compactMap(\.first).filter { $0.hasPrefix("\(writer) ") }
            #expect(own.map(String.init) == (0..<25).map { "\(writer) \($0)" })
        }
        #expect(folder.names == ["x"])
    }
}
