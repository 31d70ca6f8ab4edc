import Foundation
import Synchronization
import Testing

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Every call by which a file is written fails in turn, for every reason.
@Suite struct FileFailureTests {
    enum Work: CaseIterable {
        case newFile, overwriting, appending, appendingToNothing
        /// More than waits in memory.
        case appendingMuch

        var old: String? {
            switch self {
            case .newFile, .appendingToNothing: nil
            case .overwriting, .appending, .appendingMuch: "old\n"
            }
        }

        var new: String {
            switch self {
            case .newFile, .overwriting, .appendingToNothing: rows
            case .appending, .appendingMuch: "old\n" + rows
            }
        }

        private var rows: String {
            self == .appendingMuch ? String(repeating: "new\n", count: 300_000) : "new\n"
        }

        var codes: [Int32] {
            self == .appendingMuch
                ? [ENOSPC] : [ENOSPC, EIO, EROFS, EDQUOT, EACCES, ENAMETOOLONG, EMFILE]
        }

        func run(at path: String, _ calls: FileCalls) throws {
            let file: any ByteSink =
                switch self {
                case .newFile: try DurableFile(path: path, calls: calls)
                case .overwriting: try DurableFile(path: path, overwrite: true, calls: calls)
                case .appending, .appendingToNothing, .appendingMuch:
                    try AppendedFile(path: path, calls: calls)
                }
            try file.write(Array(rows.utf8))
            try file.finish()
        }
    }

    @Test(
        "Whatever fails, the file is the earlier one or the new one, whole, and nothing else stays",
        arguments: Work.allCases)
    func failures(_ work: Work) throws {
        var failed: Set<String> = []
        for code in work.codes {
            var place = 0
            while let name = try failure(of: work, at: place, with: code) {
                failed.insert(name)
                place += 1
            }
        }
        // Those without which nothing would have been tried.
        #expect(
            failed.isSuperset(of: ["open", "lstat", "flock", "write", "fsync", "unlink", "close"]))
        #expect(failed.contains(work.old == nil ? "link" : "rename"))
    }

    /// - Returns: the name of the call that failed; nil when none was left.
    private func failure(of work: Work, at place: Int, with code: Int32) throws -> String? {
        let folder = try TemporaryFolder()
        if let old = work.old { try folder.write(old, to: "x", mode: 0o640) }
        try folder.write("half", to: ".musicagent-abandoned.part")
        let failing = FailingCalls(at: place, with: code)
        var thrown: FileWriteError?
        do {
            try work.run(at: folder.file("x"), failing.calls)
        } catch {
            thrown = try #require(error as? FileWriteError)
        }
        guard let name = failing.failed else {
            #expect(thrown == nil)
            #expect(folder.text("x") == work.new)
            return nil
        }
        let comment: Comment = "\(work), call \(place) (\(name)), errno \(code)"
        switch thrown {
        case nil: #expect(folder.text("x") == work.new, comment)
        case .notSettled(folder.file("x"), code): #expect(folder.text("x") == work.new, comment)
        case .system(_, _, code): #expect(folder.text("x") == work.old, comment)
        default: Issue.record("\(comment): \(String(describing: thrown))")
        }
        if work.old != nil { #expect(try folder.mode("x") == 0o640, comment) }
        // What could not be removed is, when somebody writes here again.
        try DurableFile(path: folder.file("next"), calls: FailingCalls(at: .max, with: 0).calls)
            .finish()
        #expect(folder.names.filter { $0 != "x" } == ["next"], comment)
        return name
    }

    @Test("A group that cannot be kept does not lend its rights to another one")
    func group() throws {
        let folder = try TemporaryFolder()
        for (old, new) in [(0o640, 0o600), (0o664, 0o644), (0o606, 0o606), (0o677, 0o677)] {
            try folder.write("old", to: "x", mode: old)
            var calls = FileCalls.system
            // Of another owner and group, whose files nobody but root may make.
            calls.lstat = { path, status in
                let result = FileCalls.system.lstat(path, &status)
                status.st_uid += 1
                status.st_gid += 1
                return result
            }
            calls.fchown = { _, _, _ in
                errno = EPERM
                return -1
            }
            // The lock is of no use to a file that is never the same.
            calls.flock = { _, _ in
                errno = ENOLCK
                return -1
            }
            let file = try DurableFile(path: folder.file("x"), overwrite: true, calls: calls)
            try file.write(Array("new".utf8))
            try file.finish()
            #expect(folder.text("x") == "new")
            #expect(try folder.mode("x") == new)
        }
    }

    @Test(
        "Owner and group are asked for; where only the group may be had, it is",
        arguments: [true, false])
    func owner(_ mayGiveAway: Bool) throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "x", mode: 0o640)
        let asked = Mutex<[[UInt32]]>([])
        var calls = FileCalls.system
        calls.lstat = { path, status in
            let result = FileCalls.system.lstat(path, &status)
            status.st_uid = 12
            status.st_gid = 34
            return result
        }
        calls.fchown = { _, owner, group in
            asked.withLock { $0.append([owner, group]) }
            if mayGiveAway || owner == geteuid() { return 0 }
            errno = EPERM
            return -1
        }
        let file = try DurableFile(path: folder.file("x"), overwrite: true, calls: calls)
        try file.finish()
        let own: [[UInt32]] = mayGiveAway ? [] : [[geteuid(), 34]]
        #expect(asked.withLock(\.self) == [[12, 34]] + own)
        #expect(try folder.mode("x") == 0o640)
    }

    @Test("Bits that let a program act for its owner are not kept")
    func setuid() throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "x")
        #expect(chmod(folder.file("x"), 0o4755) == 0)
        let file = try DurableFile(path: folder.file("x"), overwrite: true)
        try file.finish()
        #expect(try folder.mode("x") == 0o755)
    }

    @Test(
        "A temporary file that is taken for abandoned before it is locked is given up for another")
    func takenForAbandoned() throws {
        let folder = try TemporaryFolder()
        let isFirst = Flag()
        var calls = FileCalls.system
        calls.flock = { [path = folder.path] descriptor, mode in
            guard isFirst.raise() else { return FileCalls.system.flock(descriptor, mode) }
            // Somebody who removes it has the lock.
            for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
                unlink("\(path)/\(name)")
            }
            errno = EWOULDBLOCK
            return -1
        }
        let file = try DurableFile(path: folder.file("x"), calls: calls)
        try file.write(Array("whole".utf8))
        try file.finish()
        #expect(folder.text("x") == "whole")
    }
}
