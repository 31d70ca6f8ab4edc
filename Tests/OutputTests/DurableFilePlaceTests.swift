import Foundation
import Testing

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a `DurableFile` may and may not be.
@Suite struct DurableFilePlaceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A folder, a pipe and a symbolic link are no files to write to")
    func notAFile() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("dir"), withIntermediateDirectories: false)
        mkfifo(folder.file("pipe"), 0o600)
        try folder.write("target", to: "target")
        symlink("target", folder.file("link"))
        symlink("nowhere", folder.file("dangling"))
        for name in ["dir", "pipe", "link", "dangling"] {
            for overwrite in [false, true] {
                #expect(throws: FileWriteError.notAFile(path: folder.file(name))) {
                    try DurableFile(path: folder.file(name), overwrite: overwrite)
                }
            }
        }
        #expect(throws: FileWriteError.notAFile(path: "/dev/null")) {
            try DurableFile(path: "/dev/null", overwrite: true)
        }
        #expect(folder.text("target") == "target")
        #expect(folder.names.count == 5)
    }

    @Test("A link put in place of the file meanwhile is not followed")
    func swappedForLink() throws {
        try folder.write("secret", to: "secret")
        let file = try DurableFile(path: folder.file("x"), overwrite: true)
        symlink("secret", folder.file("x"))
        #expect(throws: FileWriteError.notAFile(path: folder.file("x"))) { try file.finish() }
        #expect(folder.text("secret") == "secret")
    }

    @Test("What a killed program left is removed, what others still write is not")
    func abandoned() throws {
        try folder.write("half", to: ".musicagent-abandoned.part")
        try folder.write("mine", to: ".musicagent-notes")
        symlink("x", folder.file(".musicagent-link.part"))
        let first = try DurableFile(path: folder.file("x"))
        try first.write(Array("whole".utf8))
        let second = try DurableFile(path: folder.file("y"))
        try second.finish()
        try first.finish()
        #expect(folder.text("x") == "whole")
        #expect(folder.names == [".musicagent-link.part", ".musicagent-notes", "x", "y"])
    }

    @Test("Missing folders are made")
    func madeFolders() throws {
        let file = try DurableFile(path: folder.file("a/b/c/x.csv"))
        try file.finish()
        #expect(folder.text("a/b/c/x.csv") == "")
        let again = try DurableFile(path: folder.file("a/b/y.csv"))
        try again.finish()
        #expect(folder.text("a/b/y.csv") == "")
    }

    @Test("A folder that cannot be made is an error with its path")
    func folderErrors() throws {
        try folder.write("", to: "file")
        let error = #expect(throws: FileWriteError.self) {
            try DurableFile(path: folder.file("file/x/y.csv"))
        }
        guard case .system(let path, "mkdir", ENOTDIR)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == folder.file("file/x"))
        #expect(throws: FileWriteError.self) { try DurableFile(path: folder.file("file/x.csv")) }
        #expect(throws: FileWriteError.self) {
            try DurableFile(path: folder.file(String(repeating: "n", count: 300)))
        }
        #expect(throws: FileWriteError.self) { try DurableFile(path: "/proc/nothing/x.csv") }
    }
}
