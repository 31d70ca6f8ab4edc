import Output

/// The script that `record` writes.
struct ScriptRecording {
    /// What it takes to run it.
    enum Needs {
        /// The options without which a script may not do it: `--trust`, `--yes`.
        case options([String])
        /// It does not pass a check.
        case repair
    }

    let path: String
    /// The place of the first statement typed since it began.
    let first: Int

    /// - Throws: `FileWriteError`.
    init(path: String, overwrites: Bool, first: Int) throws {
        self.path = path
        self.first = first
        try Self.write([], to: path, overwrites: overwrites)
    }

    /// The script is written anew with every statement: it is complete whatever happens next.
    /// - Throws: `FileWriteError`.
    func write(_ statements: [String], needs: Needs) throws {
        let note =
            switch needs {
            case .options([]): [String]()
            case .options(let names): ["# It needs \(names.joined(separator: " and "))."]
            case .repair: ["# It does not run as it is: see --check."]
            }
        try Self.write(note + statements, to: path, overwrites: true)
    }

    private static func write(_ lines: [String], to path: String, overwrites: Bool) throws {
        let file = try DurableFile(path: path, overwrite: overwrites)
        let text = (["#!/usr/bin/env musicagent"] + lines).joined(separator: "\n") + "\n"
        try file.write(Array(text.utf8))
        try file.finish()
    }
}
