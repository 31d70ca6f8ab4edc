import Foundation
import Records
import Testing

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct DurableFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("A file appears when it is finished, whole")
    func appears() throws {
        let file = try DurableFile(path: folder.file("x.csv"))
        try file.write(bytes("one\n"))
        #expect(folder.text("x.csv") == nil)
        try file.write(bytes("two\n"))
        try file.finish()
        #expect(folder.text("x.csv") == "one\ntwo\n")
        #expect(folder.names == ["x.csv"])
        #expect(file.byteCount == 8)
    }

    @Test("A new file has the usual permissions")
    func newMode() throws {
        let mask = umask(0)
        umask(mask)
        let file = try DurableFile(path: folder.file("x"))
        try file.finish()
        #expect(try folder.mode("x") == 0o644 & ~Int(mask))
    }

    @Test("A file that replaces another keeps its permissions", arguments: [0o600, 0o664, 0o444])
    func keptMode(_ mode: Int) throws {
        try folder.write("old", to: "x", mode: mode)
        let file = try DurableFile(path: folder.file("x"), overwrite: true)
        try file.write(bytes("new"))
        #expect(folder.text("x") == "old")
        try file.finish()
        #expect(folder.text("x") == "new")
        #expect(try folder.mode("x") == mode)
        #expect(folder.names == ["x"])
    }

    @Test("A file that is there is an error, found before anything is written")
    func exists() throws {
        try folder.write("old", to: "x")
        #expect(throws: FileWriteError.exists(path: folder.file("x"))) {
            try DurableFile(path: folder.file("x"))
        }
        #expect(folder.text("x") == "old")
        #expect(folder.names == ["x"])
    }

    @Test("A file that came in the meantime is not replaced")
    func race() throws {
        let file = try DurableFile(path: folder.file("x"))
        try file.write(bytes("mine"))
        try folder.write("theirs", to: "x")
        #expect(throws: FileWriteError.exists(path: folder.file("x"))) { try file.finish() }
        #expect(folder.text("x") == "theirs")
        #expect(folder.names == ["x"])
    }

    @Test("Of many that want the same name, one gets it")
    func manyWriters() async throws {
        let path = folder.file("x")
        let winners = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<16 {
                group.addTask {
                    do {
                        let file = try DurableFile(path: path)
                        try file.write(Array("\(number)".utf8))
                        try file.finish()
                        return number
                    } catch { return nil }
                }
            }
            return await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
        }
        #expect(winners.count == 1)
        #expect(folder.text("x") == winners.first.map { "\($0)" })
        #expect(folder.names == ["x"])
    }

    @Test("A file that is given up leaves nothing, and an earlier one as it was")
    func givenUp() throws {
        try folder.write("old", to: "x")
        do {
            let file = try DurableFile(path: folder.file("x"), overwrite: true)
            try file.write(bytes("half"))
            #expect(folder.names.count == 2)
        }
        #expect(folder.names == ["x"])
        #expect(folder.text("x") == "old")
        let file = try DurableFile(path: folder.file("y"))
        file.discard()
        file.discard()
        #expect(folder.names == ["x"])
        #expect(throws: FileWriteError.self) { try file.write(bytes("late")) }
        #expect(throws: FileWriteError.self) { try file.finish() }
    }

    enum Fault: CaseIterable { case write, secondWrite, fsync, rename, folderSync }

    private static func calls(_ fault: Fault) -> FileCalls {
        var calls = FileCalls.system
        let system = calls
        switch fault {
        case .write:
            calls.write = { _, _ in
                errno = ENOSPC
                return -1
            }
        case .secondWrite:
            calls.write = { descriptor, bytes in
                if bytes.first == UInt8(ascii: "2") {
                    errno = EIO
                    return -1
                }
                return system.write(descriptor, bytes)
            }
        case .fsync:
            calls.fsync = { _ in
                errno = EIO
                return -1
            }
        case .rename:
            calls.rename = { _, _ in
                errno = EROFS
                return -1
            }
        case .folderSync:
            calls.fsync = { descriptor in
                var status = stat()
                fstat(descriptor, &status)
                if status.st_mode & S_IFMT == S_IFREG { return 0 }
                errno = EINVAL
                return -1
            }
        }
        return calls
    }

    @Test(
        "A failure anywhere leaves the earlier file whole and no temporary file",
        arguments: [Fault.write, .secondWrite, .fsync, .rename])
    func failures(_ fault: Fault) throws {
        try folder.write("old", to: "x")
        let file = try DurableFile(
            path: folder.file("x"), overwrite: true, calls: Self.calls(fault))
        let error = #expect(throws: FileWriteError.self) {
            try file.write(bytes("1\n"))
            try file.write(bytes("2\n"))
            try file.finish()
        }
        let expected: (String, Int32) =
            switch fault {
            case .write: ("write", ENOSPC)
            case .secondWrite: ("write", EIO)
            case .fsync: ("fsync", EIO)
            default: ("rename", EROFS)
            }
        #expect(
            error
                == .system(path: folder.file("x"), operation: expected.0, errno: expected.1))
        #expect(folder.text("x") == "old")
        #expect(folder.names == ["x"])
    }

    @Test("A folder that cannot be synced by itself does not matter")
    func folderSync() throws {
        let file = try DurableFile(path: folder.file("x"), calls: Self.calls(.folderSync))
        try file.finish()
        #expect(folder.names == ["x"])
    }

    @Test("An interrupted or partial write goes on")
    func partialWrites() throws {
        var calls = FileCalls.system
        let system = calls
        calls.write = { descriptor, bytes in
            if bytes.count % 2 == 0 {
                errno = Int32.random(in: 0...1) == 0 ? EINTR : EAGAIN
                if bytes.count > 2 { return system.write(descriptor, .init(rebasing: bytes[..<1])) }
            }
            return system.write(descriptor, .init(rebasing: bytes[..<1]))
        }
        let file = try DurableFile(path: folder.file("x"), calls: calls)
        try file.write(bytes("abcdefgh"))
        try file.finish()
        #expect(folder.text("x") == "abcdefgh")
    }

    @Test("Without hard links the name is still taken only when it is free")
    func noLinks() throws {
        var calls = FileCalls.system
        calls.link = { _, _ in
            errno = EPERM
            return -1
        }
        let file = try DurableFile(path: folder.file("x"), calls: calls)
        try file.write(bytes("mine"))
        try file.finish()
        #expect(folder.text("x") == "mine")
        let second = try DurableFile(path: folder.file("y"), calls: calls)
        try folder.write("theirs", to: "y")
        #expect(throws: FileWriteError.exists(path: folder.file("y"))) { try second.finish() }
        #expect(folder.text("y") == "theirs")
        calls.rename = { _, _ in
            errno = EIO
            return -1
        }
        let third = try DurableFile(path: folder.file("z"), calls: calls)
        #expect(throws: FileWriteError.self) { try third.finish() }
        calls.link = { _, _ in
            errno = EIO
            return -1
        }
        let fourth = try DurableFile(path: folder.file("z"), calls: calls)
        #expect(
            throws: FileWriteError.system(path: folder.file("z"), operation: "link", errno: EIO)
        ) { try fourth.finish() }
        #expect(folder.names == ["x", "y"])
    }

    @Test("An export that fails halfway leaves no file")
    func failedExport() throws {
        let file = try DurableFile(path: folder.file("x.csv"), calls: Self.calls(.write))
        var writer = RowWriters.make(.jsonl, to: file)
        #expect(throws: FileWriteError.self) { try writer.write([["a": 1]]) }
        #expect(folder.names == [])
    }

    @Test("An export is written whole", arguments: OutputFormat.shown.filter(\.isExportable))
    func export(_ format: OutputFormat) throws {
        let rows: [Row] = (0..<500).map { ["n": .int($0), "title": "So What"] }
        let file = try DurableFile(path: folder.file("x"))
        var writer = RowWriters.make(
            format, to: file, options: RowWriterOptions(temporaryFolder: folder.path))
        try writer.write(rows)
        try writer.finish()
        #expect(folder.text("x") == (try written(rows, as: format)))
        #expect(file.byteCount == folder.text("x")?.utf8.count)
    }
}
