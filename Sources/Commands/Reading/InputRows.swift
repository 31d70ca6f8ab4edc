import Records

/// The rows of one file, read as somebody asks.
actor InputRows {
    private let source: InputSource
    private let parser: any RowParser
    private var file: InputFile?
    private var isAtEnd = false
    private let console: (any Console)?
    private var rowCount = 0
    /// At how many rows it is said again how many there are.
    private var nextProgress = progressStep
    private static let progressStep = 10_000

    /// - Parameter console: is shown how many rows of a long file have come.
    init(of source: InputSource, showingProgressOn console: (any Console)?) {
        self.source = source
        self.console = console
        parser = source.format.makeParser()
    }

    /// - Throws: `InputFailure`, `CancellationError`.
    func next() async throws -> [Row]? {
        guard !isAtEnd else { return nil }
        let file = try await open()
        do {
            if let bytes = try await file.read() {
                let rows = try parser.read(bytes[...])
                tellProgress(rows.count, of: file)
                return rows
            }
            isAtEnd = true
            return try parser.finish()
        } catch let error as RowSyntaxError {
            isAtEnd = true
            throw InputFailure.syntax(file.name, error)
        }
    }

    private func tellProgress(_ count: Int, of file: InputFile) {
        rowCount += count
        guard rowCount >= nextProgress else { return }
        nextProgress = rowCount + Self.progressStep
        console?.progress("\(file.name): \(rowCount.grouped) rows")
    }

    private func open() async throws -> InputFile {
        if let file { return file }
        let opened = try await InputFile.open(source.path, isTrusted: source.isTrusted)
        file = opened
        return opened
    }
}

/// Why a file gives no rows.
package enum InputFailure: Error, Hashable, Sendable {
    case system(String, errno: Int32)
    /// A folder, a pipe or a device, which only those who are trusted may read; or a link.
    case notRegular(String)
    case syntax(String, RowSyntaxError)
    /// Bytes that it may have at most.
    case tooLarge(String, limit: Int)
}
