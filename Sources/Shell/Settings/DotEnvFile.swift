#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A `.env` file: lines of `NAME=value`, read as text and never executed.
///
/// Known are `export`, comments, single quotes (raw), double quotes (with `\n \r \t \" \\`),
/// values over several lines inside quotes, CRLF and a byte order mark. `$` stands for itself.
/// Of a name that occurs twice the last one counts.
package struct DotEnvFile: Sendable {
    package struct Entry: Sendable, Hashable {
        package let value: String
        package let line: Int
    }

    /// A line that means nothing.
    package struct Problem: Sendable, Hashable {
        enum Reason: Sendable, Hashable {
            case noEqualsSign
            /// What stands where a name should.
            case badName(String)
            case unclosedQuote
            case textAfterQuote
            case nul
            case notUTF8
            case tooLarge(limit: Int)
            case unreadable(String)
        }

        let reason: Reason
        /// Nil when it is about the whole file.
        package let line: Int?
    }

    /// A larger file is not a list of settings.
    static let maximumBytes = 1 << 20

    let path: String
    package let entries: [String: Entry]
    package let problems: [Problem]

    var folder: String { FilePlace.folder(of: path) }

    /// Reads the file at an absolute path. What is wrong with it is in `problems`.
    init(reading path: String) {
        do throws(SystemFailure) {
            let file = try OpenFile(path, O_RDONLY)
            let bytes = try file.read(limit: Self.maximumBytes + 1)
            guard bytes.count <= Self.maximumBytes else {
                self.init(path: path, problem: .tooLarge(limit: Self.maximumBytes))
                return
            }
            self.init(parsing: bytes, path: path)
        } catch {
            let isOther = error.code == EINVAL
            self.init(
                path: path, problem: .unreadable(isOther ? "Not a regular file" : error.reason))
        }
    }

    package init(parsing bytes: [UInt8], path: String) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            self.init(path: path, problem: .notUTF8)
            return
        }
        var parser = DotEnvParser(text)
        parser.parse()
        self.init(path: path, entries: parser.entries, problems: parser.problems)
    }

    private init(path: String, problem: Problem.Reason) {
        self.init(path: path, entries: [:], problems: [Problem(reason: problem, line: nil)])
    }

    private init(path: String, entries: [String: Entry], problems: [Problem]) {
        self.path = path
        self.entries = entries
        self.problems = problems
    }

    /// The nearest `.env` in a folder or above it; what is not a regular file is passed over
    /// (many keep a folder of that name).
    static func find(from folder: String) -> String? {
        var folder = folder
        while true {
            let path = FilePlace.absolute(".env", in: folder, home: folder)
            if FilePlace.isRegularFile(path) { return path }
            if folder == "/" || !folder.hasPrefix("/") { return nil }
            folder = FilePlace.folder(of: folder)
        }
    }
}

extension DotEnvFile.Problem: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .noEqualsSign: "expected NAME=value"
        case .badName(let name):
            "'\(name)' is not a name: letters, digits and '_', not beginning with a digit"
        case .unclosedQuote: "the quote that opens here is never closed"
        case .textAfterQuote: "text after the closing quote; quote the whole value"
        case .nul: "a NUL character"
        case .notUTF8: "the file is not UTF-8 text"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .unreadable(let reason): "cannot be read: \(reason)"
        }
    }
}
