import Records
import RowDatabase

/// The rows of one file, read as somebody asks.
actor InputRows {
    private let source: InputSource
    private var reading: Reading?
    private var isAtEnd = false
    private let console: (any Console)?
    private var rowCount = 0
    /// At how many rows it is said again how many there are.
    private var nextProgress = progressStep
    private static let progressStep = 10_000

    private enum Reading {
        case text(InputFile, any RowParser)
        case table(RowTableReader)
    }

    /// - Parameter console: is shown how many rows of a long file have come.
    init(of source: InputSource, showingProgressOn console: (any Console)?) {
        self.source = source
        self.console = console
    }

    /// - Throws: `InputFailure`, `RowDatabaseError`, `CancellationError`.
    func next() async throws -> [Row]? {
        guard !isAtEnd else { return nil }
        switch try await open() {
        case .table(let reader):
            let rows = try reader.next()
            isAtEnd = rows == nil
            tellProgress(rows?.count ?? 0, of: source.path ?? source.name)
            return rows
        case .text(let file, let parser):
            do {
                if let bytes = try await file.read() {
                    let rows = try parser.read(bytes[...])
                    tellProgress(rows.count, of: file.name)
                    return rows
                }
                isAtEnd = true
                return try parser.finish()
            } catch let error as RowSyntaxError {
                isAtEnd = true
                throw InputFailure.syntax(file.name, error)
            }
        }
    }

    private func tellProgress(_ count: Int, of name: String) {
        rowCount += count
        guard rowCount >= nextProgress else { return }
        nextProgress = rowCount + Self.progressStep
        console?.progress("\(name): \(rowCount.grouped) rows")
    }

    private func open() async throws -> Reading {
        if let reading { return reading }
        // A database is opened by its path, when the file has shown that it may be read.
        let file = try await InputFile.open(
            source.path, isTrusted: source.isTrusted, otherFolder: source.exportDirectory)
        let opened: Reading =
            switch source.content {
            case .text(let format): .text(file, format.makeParser())
            case .table(let table):
                .table(try RowTableReader(path: file.name, table: table))
            }
        reading = opened
        return opened
    }
}

/// Why a file gives no rows.
package enum InputFailure: Error, Hashable, Sendable {
    case system(String, errno: Int32)
    /// There is no such file, but perhaps one whose path is nearly the same.
    case missing(String, nearest: String?)
    /// A folder, a pipe or a device, which only those who are trusted may read; or a link.
    case notRegular(String)
    case syntax(String, RowSyntaxError)
    /// Bytes that it may have at most.
    case tooLarge(String, limit: Int)
}
