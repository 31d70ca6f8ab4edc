#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A home and a working folder of a test's own, in which the built program runs.
final class ProgramHome: Sendable {
    /// `home` and `work` are in it.
    let folder = TemporaryFolder()
    private let extra: [String: String]

    /// - Parameter environment: more variables than those that every run gets.
    init(_ environment: [String: String] = [:]) {
        extra = environment
        folder.makeFolder("home")
        folder.makeFolder("work")
    }

    var work: String { "\(folder.path)/work" }

    /// All variables of the program; none of the test's own.
    var environment: [String: String] {
        var variables = [
            "HOME": "\(folder.path)/home", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC",
            // Nobody is there to turn the pages of less.
            "PAGER": "cat",
        ]
        // So that a program built for it tells which of its lines ran, or does what the sanitizer
        // of the tests does.
        for name in ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"] {
            variables[name] = Self.variable(name)
        }
        return variables.merging(extra) { $1 }
    }

    func start(
        _ arguments: [String], input: String? = nil, output: ProcessRun.Output = .caught
    ) throws -> ProcessRun {
        let file = try input.map { try folder.write($0, to: "input") } ?? "/dev/null"
        return try ProcessRun(
            [Self.executable] + arguments, environment: environment, directory: work, input: file,
            output: output)
    }

    func run(
        _ arguments: String..., input: String? = nil, output: ProcessRun.Output = .caught
    ) async throws -> ProcessResult {
        try await start(arguments, input: input, output: output).finish()
    }

    /// Opens the prompt.
    func prompt(
        _ arguments: String..., columns: Int = 80, rows: Int = 24
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            Self.executable, arguments, environment: environment, directory: work,
            columns: columns, rows: rows)
    }

    /// A wide terminal in which the program waits for a line.
    func prompt(showing prompt: String) async throws -> PseudoTerminal {
        let terminal = try self.prompt(columns: 120)
        try await terminal.expect(prompt)
        return terminal
    }

    /// All files below a folder, the paths relative to it, sorted.
    func files(below path: String = "") -> [String] {
        let base = path.isEmpty ? "" : path + "/"
        return folder.names(in: path).flatMap { name in
            folder.names(in: base + name).isEmpty && !isFolder(base + name)
                ? [name] : files(below: base + name).map { "\(name)/\($0)" }
        }
    }

    private func isFolder(_ name: String) -> Bool {
        var status = stat()
        return stat("\(folder.path)/\(name)", &status) == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: Where things are

    /// The folder of the package.
    static let package: String =
        variable("MUSICAGENT_PACKAGE")
        ?? #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/\($1)" }

    /// The program as `swift build` leaves it.
    static let executable: String =
        variable("MUSICAGENT_BINARY") ?? "\(products)/musicagent"

    /// The folder that the tests were built into, and the programs with them.
    static let products: String = {
        #if os(Linux)
            var tests = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            if readlink("/proc/self/exe", &tests, Int(PATH_MAX)) > 0 {
                let path = tests.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
                let names = String(decoding: path, as: UTF8.self).split(separator: "/")
                return names.dropLast().reduce(into: "") { $0 += "/\($1)" }
            }
        #endif
        return "\(package)/.build/debug"
    }()

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
