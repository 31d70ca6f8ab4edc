import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Rows that come to the end of a file, all of them or none.
///
/// They wait in a spool. `finish` locks the file, writes what it holds and the rows into a
/// `DurableFile`, and has that take the file's place: whoever is killed, and whatever fails, leaves
/// the file as it was or with all of the rows, and no repair is ever needed. That costs the copy of
/// the file, which appending in place would not; but there a kill in between leaves a torn row that
/// the next reader takes for a whole one, and only a log beside the file could tell.
///
/// Others that append wait for their turn. Where no file is yet, the one who comes first makes it.
package final class AppendedFile: OutputFile {
    package let path: String
    package let folder: String
    /// The line that a new file begins with, such as the names of columns, with its newline. A file
    /// that is there must begin with it, however the line ends there; it is not repeated.
    package var header: [UInt8] = []
    package var willTakeName: ((FileIdentity) throws -> Void)?
    /// How many bytes of rows have been written.
    package private(set) var byteCount = 0
    private let calls: FileCalls
    private let patience: Duration
    private var spool: ByteSpool?

    /// Makes the folder where it is missing, and nothing else.
    /// - Parameter patience: how long to wait for others.
    /// - Throws: `notAFile`; `system` for what the operating system refuses.
    package init(
        path: String, patience: Duration = .seconds(30), calls: FileCalls = .system
    ) throws(FileWriteError) {
        self.path = path
        self.patience = patience
        self.calls = calls
        folder = calls.folder(of: path)
        try calls.createFolder(folder)
        _ = try calls.existing(path)
        // What was killed behind a link has left another name of the file, which would count as in
        // use while the file is locked.
        calls.removeAbandoned(in: folder)
        spool = ByteSpool(folder: folder, calls: calls)
    }

    /// What the file begins with now; nothing where it is empty or not there.
    package func beginning(upTo limit: Int) throws(FileWriteError) -> [UInt8] {
        try LockedFile.open(path, patience: patience, calls: calls)?.read(at: 0, limit: limit) ?? []
    }

    package func writeHeader(_ bytes: [UInt8]) { header = bytes }

    /// The columns of the file that is there, which becomes the `header`; nil where it is empty or
    /// not there.
    /// - Parameter format: csv or tsv.
    /// - Throws: `otherHeader` for what is no line of names; `inUse`; `notAFile`; `system`.
    package func takeHeader(in format: RowFormat) throws(FileWriteError) -> DelimitedHeader? {
        let beginning = try beginning(upTo: Self.longestHeader)
        do throws(RowSyntaxError) {
            let found = try DelimitedHeader(of: beginning, in: format)
            if let found { header = found.bytes + Array(found.lineEnd.rawValue.utf8) }
            return found
        } catch {
            throw .otherHeader(path: path)
        }
    }

    private static let longestHeader = 1 << 20

    /// - Throws: `FileWriteError.system`, for example when the disk is full.
    package func write(_ bytes: [UInt8]) throws {
        guard let spool else { throw closed }
        do {
            try spool.append(bytes)
        } catch {
            discard()
            throw error
        }
        byteCount += bytes.count
    }

    /// Puts the rows at the end of the file. A last line without its newline gets it before.
    ///
    /// Without rows a file that is there is left alone.
    /// - Throws: `inUse` when others do not come to an end; `otherHeader`; `notAFile`;
    ///   `notSettled`, with the rows in the file; `system`.
    package func finish() throws {
        guard let spool else { throw closed }
        defer { discard() }
        while true {
            if let existing = try LockedFile.open(path, patience: patience, calls: calls) {
                return try append(spool, to: existing)
            }
            do {
                return try write(header, spool, into: try DurableFile(path: path, calls: calls))
            } catch FileWriteError.exists {
                // Somebody else came first.
            }
        }
    }

    /// Gives the rows up.
    package func discard() { spool = nil }

    private var closed: FileWriteError { .system(path: path, operation: "write", errno: EBADF) }

    private func append(_ spool: ByteSpool, to existing: LockedFile) throws {
        if existing.size > 0 {
            guard try beginsWithHeader(existing) else {
                throw FileWriteError.otherHeader(path: path)
            }
            if byteCount == 0 { return }
        }
        let file = try DurableFile(replacing: existing, calls: calls)
        var last: UInt8?
        var size = 0
        while true {
            let block = try existing.read(at: size, limit: 256 << 10)
            guard let end = block.last else { break }
            try file.write(block)
            last = end
            size += block.count
        }
        let start = last == nil ? header : last == Self.newline[0] ? [] : lineEnd
        try write(start, spool, into: file)
    }

    /// As the lines of the header end.
    private var lineEnd: [UInt8] {
        header.suffix(2).elementsEqual(Self.returnAndNewline)
            ? Self.returnAndNewline : Self.newline
    }

    /// Whatever ends the line there, and whatever the file begins with that is no text.
    private func beginsWithHeader(_ file: LockedFile) throws(FileWriteError) -> Bool {
        guard !header.isEmpty else { return true }
        let names = header.dropLast(lineEnd.count)
        var beginning = try file.read(at: 0, limit: header.count + Self.byteOrderMark.count)[...]
        if beginning.starts(with: Self.byteOrderMark) { beginning = beginning.dropFirst(3) }
        guard beginning.starts(with: names) else { return false }
        let next = beginning.dropFirst(names.count).first
        return next == nil || Self.returnAndNewline.contains(next ?? 0)
    }

    private static let newline = [UInt8(ascii: "\n")]
    private static let returnAndNewline = Array("\r\n".utf8)
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private func write(_ start: [UInt8], _ spool: ByteSpool, into file: DurableFile) throws {
        if !start.isEmpty { try file.write(start) }
        try spool.forEachRecord { try file.write(Array($0)) }
        file.willTakeName = willTakeName
        try file.finish()
    }
}
