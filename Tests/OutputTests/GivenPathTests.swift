import Foundation
import Testing

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct GivenPathTests {
    private let folder: TemporaryFolder
    private let exports: String

    init() throws {
        folder = try TemporaryFolder()
        exports = folder.file("exports")
        try FileManager.default.createDirectory(
            atPath: exports + "/sub", withIntermediateDirectories: true)
    }

    @Test(
        "A name inside the export folder is taken",
        arguments: [
            "x.csv", "sub/x.csv", "new/deeper/x.csv", "./x.csv", "~", "~x.csv", "sub/~/x.csv",
            "sub/./x.csv", "sub//x.csv", "坂本.csv",
        ])
    func inside(_ name: String) throws {
        #expect(
            try GivenPath.resolve(name, in: exports, allowOutside: false) == exports + "/" + name)
    }

    @Test("A name in the home folder is refused, trusted or not", arguments: ["~/x.csv", "~/"])
    func home(_ name: String) {
        for allowOutside in [false, true] {
            #expect(throws: GivenPath.Failure.self) {
                try GivenPath.resolve(name, in: exports, allowOutside: allowOutside)
            }
        }
        #expect(throws: GivenPath.Failure.home("~/x.csv")) {
            try GivenPath.resolve("~/x.csv", in: exports, allowOutside: true)
        }
    }

    @Test(
        "A name that leads out is refused",
        arguments: [
            "/etc/passwd", "../x.csv", "sub/../../x.csv", "sub/..//x.csv", "..//x",
            "../\u{301}x.csv", "/\u{301}x", "sub/../\u{301}/x.csv",
        ])
    func outside(_ name: String) {
        #expect(throws: GivenPath.Failure.outside(name, folder: exports)) {
            try GivenPath.resolve(name, in: exports, allowOutside: false)
        }
    }

    @Test(
        "A file that begins with a dot is refused: it would configure another program",
        arguments: [".bashrc", ".config/fish/x.csv", "sub/.x.csv", "...", "..x"])
    func hidden(_ name: String) throws {
        #expect(throws: GivenPath.Failure.hidden(name)) {
            try GivenPath.resolve(name, in: exports, allowOutside: false)
        }
        #expect(
            try GivenPath.resolve(name, in: exports, allowOutside: true) == exports + "/" + name)
    }

    @Test("A trusted user may write anywhere, relative to the export folder")
    func trusted() throws {
        #expect(
            try GivenPath.resolve("/tmp/x.csv", in: exports, allowOutside: true) == "/tmp/x.csv")
        #expect(
            try GivenPath.resolve("../x.csv", in: exports, allowOutside: true)
                == exports + "/../x.csv")
        #expect(try GivenPath.resolve("x.csv", in: ".", allowOutside: true) == "x.csv")
        #expect(try GivenPath.resolve("x.csv", in: "/out/", allowOutside: true) == "/out/x.csv")
    }

    @Test(
        "Names that name no file are refused, trusted or not",
        arguments: ["", "sub/", ".", "..", "/", "sub/..", "a/."])
    func noName(_ name: String) {
        for allowOutside in [false, true] {
            #expect(throws: GivenPath.Failure.noFileName(name)) {
                try GivenPath.resolve(name, in: exports, allowOutside: allowOutside)
            }
        }
    }

    @Test("Control characters and names of more than 255 bytes are refused")
    func unusable() throws {
        for character in ["\0", "\n", "\r\n", "\t", "\u{1B}", "\u{7F}", "\u{85}", "\u{9F}"] {
            let name = "a\(character).csv"
            #expect(throws: GivenPath.Failure.unusableCharacter(name)) {
                try GivenPath.resolve(name, in: exports, allowOutside: true)
            }
        }
        let fits = String(repeating: "é", count: 127) + "x"
        #expect(try GivenPath.resolve(fits, in: exports, allowOutside: false).hasSuffix(fits))
        #expect(throws: GivenPath.Failure.nameTooLong(fits + "y")) {
            try GivenPath.resolve(fits + "y", in: exports, allowOutside: false)
        }
    }

    @Test("A symbolic link out of the export folder is refused, one inside is taken")
    func links() throws {
        symlink("..", exports + "/up")
        symlink("/tmp", exports + "/sub/tmp")
        symlink("sub", exports + "/inside")
        symlink("nowhere", exports + "/dangling")
        symlink(exports, exports + "/self")
        try FileManager.default.createDirectory(
            atPath: folder.file("exports2"), withIntermediateDirectories: false)
        symlink(folder.file("exports2"), exports + "/neighbour")
        for name in [
            "up/x.csv", "sub/tmp/x.csv", "inside/tmp/x.csv", "dangling/x.csv", "neighbour/x.csv",
            "up/exports/x.csv", "self/up/x.csv",
        ] {
            #expect(throws: GivenPath.Failure.outside(name, folder: exports), "\(name)") {
                try GivenPath.resolve(name, in: exports, allowOutside: false)
            }
            #expect(try GivenPath.resolve(name, in: exports, allowOutside: true).hasSuffix(name))
        }
        for name in ["inside/x.csv", "self/x.csv", "self/sub/new/x.csv"] {
            #expect(
                try GivenPath.resolve(name, in: exports, allowOutside: false).hasSuffix(name))
        }
    }

    @Test("The export folder itself may be a link, or not be there yet")
    func folderItself() throws {
        symlink("exports", folder.file("link"))
        #expect(
            try GivenPath.resolve("sub/x.csv", in: folder.file("link"), allowOutside: false)
                == folder.file("link/sub/x.csv"))
        #expect(
            try GivenPath.resolve("a/x.csv", in: folder.file("later"), allowOutside: false)
                == folder.file("later/a/x.csv"))
        symlink("nowhere", folder.file("dangling"))
        #expect(throws: GivenPath.Failure.self) {
            try GivenPath.resolve("x.csv", in: folder.file("dangling"), allowOutside: false)
        }
        #expect(try GivenPath.resolve("x.csv", in: "", allowOutside: false) == "x.csv")
    }
}
