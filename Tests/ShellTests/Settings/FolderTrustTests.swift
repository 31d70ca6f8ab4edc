import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where files are written without the user's word.
@Suite("A folder")
struct FolderTrustTests: SettingsReading {
    let folder = TemporaryFolder()

    @Test("takes an export folder of a .env that was found only inside the .env's own folder")
    func exportsOfFoundFile() throws {
        let path = folder.path
        let inside = ["out", "./out/", "a/b", "new/deeper", ".", "\(path)/out", path]
        for value in inside {
            let settings = try settings(env: "EXPORT_DIR=\(value)", in: "/work")
            #expect((settings.exportFolder + "/").hasPrefix(path + "/"))
        }
        symlink("/tmp", path + "/link")
        let outside = [
            "/tmp/out", "..", "../out", "a/../../out", "\(path)/../out", "\(path)x",
            "link", "link/out", ".git", "a/.config/out", "/",
        ]
        for value in outside {
            let found = problems([:], env: "EXPORT_DIR=\(value)")
            #expect(found.map(\.reason) == [.outside(path)], "\(value)")
        }
        #expect(!problems(["HOME": "/home/x"], env: "EXPORT_DIR=~/out").isEmpty)
        #expect(
            problems([:], env: "EXPORT_DIR=/tmp").map(\.description) == [
                "EXPORT_DIR (\(path)/.env:1): must be a folder in \(path), neither hidden nor a link; "
                    + "to write elsewhere, set it in the environment"
            ])
    }

    @Test("takes a log folder of a .env that was found only inside the .env's own folder")
    func logsOfFoundFile() throws {
        let path = folder.path
        #expect(try settings(env: "LOG_DIR=a/logs").logFolder == "\(path)/a/logs")
        symlink("/tmp", path + "/link")
        for value in ["/tmp/logs", "..", "a/../../logs", "link", "link/logs", ".git", "~/logs"] {
            let found = problems(["HOME": "/home/x"], env: "LOG_DIR=\(value)")
            #expect(found.map(\.reason) == [.outside(path)], "\(value)")
        }
        #expect(try settings(["LOG_DIR": "/tmp/logs"]).logFolder == "/tmp/logs")
        try folder.write("LOG_DIR=/tmp/logs", to: ".env")
        let named = try Settings(environment: [:], directory: path, envFile: ".env")
        #expect(named.logFolder == "/tmp/logs")
    }

    @Test(
        "takes no link for the export folder unless the user named it",
        arguments: [nil, "", "EXPORT_DIR=./exports/sub"])
    func linkedExports(env: String?) throws {
        folder.makeFolder("inside")
        for target in ["/tmp", "inside", "nowhere"] {
            unlink(folder.path + "/exports")
            symlink(target, folder.path + "/exports")
            let found = problems([:], env: env)
            #expect(found.map(\.key) == ["EXPORT_DIR"])
            #expect(found.map(\.reason) == [.outside(folder.path)])
            let named = try settings(["EXPORT_DIR": "exports"], env: env)
            #expect(named.exportFolder == folder.path + "/exports")
        }
    }

    @Test("is found in the root folder, too")
    func root() throws {
        let settings = try Settings(environment: ["HOME": folder.path], directory: "/")
        #expect(settings.exportFolder == "/exports")
    }

    @Test("takes any export folder of the environment and of an --env-file")
    func exportsElsewhere() throws {
        let settings = try settings(["EXPORT_DIR": "/tmp/out"], env: "EXPORT_DIR=/elsewhere")
        #expect(settings.exportFolder == "/tmp/out")
        let named = try Settings(environment: [:], directory: folder.path, envFile: ".env")
        #expect(named.exportFolder == "/elsewhere")
    }
}
