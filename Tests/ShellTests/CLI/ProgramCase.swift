import FoundationEssentials

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A script in `Cases`, with what the program must do with it.
///
/// Comments at its beginning say how it is run:
///
///     # options: --format csv     options before the script
///     # args: Sun\ Ra 1959        arguments behind it, separated by blanks
///     # mode: c                   `file` unless it says `c` or `stdin`
///     # env: DEFAULT_EXPORT_FORMAT=json
///     # terminal: 80              results go to a terminal of this width
///
/// Files that it needs in its working folder are in the folder `NAME.in`.
///
/// The built program runs it and, unless it `needsProcess`, this process does.
///
/// What must come out is in files of the same name: `.stdout`, `.stderr` (both empty when there is
/// none), `.status` (0), and `.files`: everything that is in the working folder afterwards.
/// `UPDATE_CASES=1 swift test --filter ProgramCaseTests` writes them anew; read the difference.
struct ProgramCase {
    enum Mode: String { case c, stdin, file }

    let name: String
    let text: String
    private(set) var mode = Mode.file
    private(set) var options: [String] = []
    private(set) var arguments: [String] = []
    private(set) var output = ProcessRun.Output.caught
    private(set) var environment: [String: String] = [:]

    init(_ name: String) throws {
        self.name = name
        text = try TemporaryFolder.text(at: "\(Self.folder)/\(name).mas")
        for line in text.split(separator: "\n").prefix(while: { $0.hasPrefix("#") }) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon] {
            case "# mode": mode = Mode(rawValue: String(value)) ?? .file
            case "# options": options = Self.words(value)
            case "# terminal": output = .terminal(columns: Int(value) ?? 80)
            case "# args": arguments = Self.words(value)
            case "# env":
                let parts = value.split(separator: "=", maxSplits: 1)
                environment[String(parts[0])] = String(parts[1])
            default: break
            }
        }
        // Nothing is said of a missing token then, and nothing can ever be sent.
        if !options.contains("--source") { options = ["--source", "catalog"] + options }
    }

    /// Words at blanks; `\ ` is a blank within one.
    private static func words(_ text: Substring) -> [String] {
        text.replacing("\\ ", with: "\0").split(separator: " ")
            .map { String($0.replacing("\0", with: " ")) }
    }

    private var inputs: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(name).in")) ?? []
    }

    // MARK: Running

    /// Runs it by the built program.
    func run() async throws -> Outcome {
        let home = ProgramHome(environment)
        for file in inputs {
            let text = try TemporaryFolder.text(at: "\(Self.folder)/\(name).in/\(file)")
            try home.folder.write(text, to: "work/\(file)")
        }
        let result: ProcessResult
        switch mode {
        case .file:
            try home.folder.write(text, to: "work/\(script)")
            result = try await home.start(options + [script] + arguments, output: output).finish()
        case .c:
            result = try await home.start(options + ["-c", line] + arguments, output: output)
                .finish()
        case .stdin:
            result = try await home.start(options + arguments, input: text).finish()
        }
        return try outcome(result, in: home)
    }

    /// Whether it takes a process of its own. This one has no terminal, and all tests have the same
    /// standard input, the same current folder and the same streams for programs to inherit.
    var needsProcess: Bool {
        if case .terminal = output { return true }
        let usesCurrentFolder =
            !inputs.isEmpty || !expected.files.isEmpty || options.contains("--resume")
        let mayStartPrograms = options.contains("--trust")
        return mode == .stdin || usesCurrentFolder || mayStartPrograms
    }

    /// Runs it in this process.
    func runHere() async throws -> Outcome {
        let home = ProgramHome(environment)
        let (output, errors) = ("\(home.folder.path)/output", "\(home.folder.path)/errors")
        var context = ProcessContext()
        context.directory = home.work
        context.output = creat(output, 0o600)
        context.errors = creat(errors, 0o600)
        defer { for stream in [context.output, context.errors] { close(stream) } }
        // A signal is for the tests.
        context.interrupts = { Interrupts($0) { _ in } }
        var words = ["-c", line]
        if mode == .file { words = [try home.folder.write(text, to: "work/\(script)")] }
        let status = await Program.run(
            arguments: options + words + arguments, environment: home.environment, in: context)
        let result = ProcessResult(
            status: status, output: try TemporaryFolder.text(at: output),
            errors: try TemporaryFolder.text(at: errors))
        return try outcome(result, in: home)
    }

    private var script: String { "\(name).mas" }

    /// Its lines for `-c`, without what is said of the case.
    private var line: String {
        text.split(separator: "\n").drop { $0.hasPrefix("# ") }.joined(separator: "\n")
    }

    private func outcome(_ result: ProcessResult, in home: ProgramHome) throws -> Outcome {
        let files = try home.files(below: "work").filter { $0 != script && !inputs.contains($0) }
            .map { file in
                "==> \(file) <==\n" + (try home.folder.text(of: "work/\(file)"))
            }
        return Outcome(
            output: result.output.withoutChance(in: home.work),
            errors: result.errors.withoutChance(in: home.work), status: result.status,
            files: files.joined().withoutChance(in: home.work))
    }

    // MARK: What is expected

    struct Outcome: Equatable {
        var output = ""
        var errors = ""
        var status: Int32 = 0
        var files = ""

        /// With paths as if they were relative to the working folder.
        var withoutFolder: Outcome {
            var outcome = self
            outcome.output.replace("WORK/", with: "")
            outcome.errors.replace("WORK/", with: "")
            return outcome
        }
    }

    var expected: Outcome {
        Outcome(
            output: text(of: "stdout"), errors: text(of: "stderr"),
            status: Int32(text(of: "status").prefix { $0 != "\n" }) ?? 0, files: text(of: "files"))
    }

    private func text(of ending: String) -> String {
        (try? TemporaryFolder.text(at: "\(Self.folder)/\(name).\(ending)")) ?? ""
    }

    func expect(_ outcome: Outcome) throws {
        try write(outcome.output, ending: "stdout")
        try write(outcome.errors, ending: "stderr")
        try write(outcome.status == 0 ? "" : "\(outcome.status)\n", ending: "status")
        try write(outcome.files, ending: "files")
    }

    private func write(_ text: String, ending: String) throws {
        let path = "\(Self.folder)/\(name).\(ending)"
        remove(path)
        guard !text.isEmpty else { return }
        guard let file = fopen(path, "w") else { throw TestFileError(path: path) }
        fputs(text, file)
        fclose(file)
    }

    // MARK: All cases

    static let folder = "\(ProgramHome.package)/Tests/ShellTests/Cases"

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".mas") }.map { String($0.dropLast(4)) }.sorted()
}

extension String {
    /// Without what differs from run to run: the folder and the time.
    fileprivate func withoutChance(in folder: String) -> String {
        replacing(folder, with: "WORK").replacing(/\d{8}-\d{6}/, with: "YYYYMMDD-HHMMSS")
    }
}
