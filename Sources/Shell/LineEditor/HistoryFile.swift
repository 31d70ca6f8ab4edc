#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The history on disk: plain text, one entry after the other, the newest last, for the user
/// alone (0600).
///
/// The lines of an entry after its first begin with a tab. Every entry is there once. Several
/// processes may add to the file; none of them loses an entry.
struct HistoryFile: Sendable {
    /// How many entries are kept.
    static let customaryLimit = 10_000
    /// A longer entry is not kept.
    static let maximumEntryLength = 64 << 10
    /// Of a larger file only the end counts.
    private static let maximumBytes = 16 << 20

    let path: String
    private let limit: Int
    private let patience: Int
    private let mask: @Sendable () -> SecretMask

    /// - Parameters:
    ///   - path: absolute, `history` in `BaseDirectories.state`.
    ///   - patience: how often it is looked whether others have let go of the lock.
    ///   - mask: knows the secrets that no entry may contain.
    init(
        path: String, limit: Int = Self.customaryLimit, patience: Int = Self.customaryPatience,
        mask: @autoclosure @escaping @Sendable () -> SecretMask
    ) {
        self.path = path
        self.limit = limit
        self.patience = patience
        self.mask = mask
    }

    /// All entries that differ, the oldest first; none when there is no file.
    func load() throws(SystemFailure) -> [String] {
        do throws(SystemFailure) {
            let file = try OpenFile(path, O_RDONLY)
            return try Self.entries(in: file).suffix(limit).map {
                String(decoding: $0, as: UTF8.self)
            }
        } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
    }

    /// Whether an entry may be kept: not when it begins with a blank, and not with a secret or
    /// what may be one.
    func accepts(_ entry: String) -> Bool {
        !entry.isEmpty && !(entry.first?.isWhitespace ?? true) && !entry.utf8.contains(0)
            && entry.utf8.count <= Self.maximumEntryLength && !holdsSecret(entry)
    }

    /// Whether there is a secret in it, or what may be one.
    func holdsSecret(_ entry: String) -> Bool {
        let lowercased = entry.lowercased()
        return ["token=", "api_token", "secret=", "password"].contains(where: lowercased.contains)
            || lowercased.split { $0.isNewline || $0 == ";" || $0 == "|" }.contains(
                where: Self.isLogin)
            || mask().finds(in: entry) || Self.hasToken(entry)
    }

    private static func isLogin(_ line: Substring) -> Bool {
        let line = line.drop(while: \.isWhitespace)
        return line.hasPrefix("login") || line.hasPrefix("token")
    }

    /// Whether a word has the form of a personal token: 40 letters.
    private static func hasToken(_ entry: String) -> Bool {
        entry.utf8.split { !(97...122).contains($0 | 0x20) }.contains { $0.count == 40 }
    }

    /// Adds an entry as the newest; an equal older one goes. Does nothing with one that is not
    /// to be kept.
    func append(_ entry: String) throws(SystemFailure) {
        guard accepts(entry) else { return }
        let entry = Self.normalized(entry)
        let file = try locked()
        file.makePrivate()
        var entries = try Self.entries(in: file)
        if entries.last.map({ $0.elementsEqual(entry) }) == true { return }
        if entries.count < limit, !entries.contains(where: { $0.elementsEqual(entry) }) {
            // Nobody waits for the disk: a power cut may cost the newest entries, but no older one.
            let ends = try Self.endsLine(file)
            try file.write((ends ? [] : [Self.newline]) + Self.encoded(entry))
            return
        }
        entries.removeAll { $0.elementsEqual(entry) }
        entries = entries.suffix(limit - 1) + [entry[...]]
        try Self.replace(file.path, with: entries)
    }

    // MARK: The file

    /// Opens and locks the file that the path leads to once the lock is ours: another process may
    /// have put a new one there meanwhile.
    private func locked() throws(SystemFailure) -> OpenFile {
        try FilePlace.makePrivateFolder(FilePlace.folder(of: path))
        for _ in 0..<patience {
            // A link stays: somebody keeps the file elsewhere.
            let file = try OpenFile(
                FilePlace.destination(of: path), O_RDWR | O_APPEND | O_CREAT)
            if file.lock() {
                if file.isInPlace() { return file }
            } else {
                poll(nil, 0, Self.pause)
            }
        }
        throw SystemFailure(path: path, code: EAGAIN)
    }

    /// Others hold the lock for a few milliseconds; one that was stopped with it in hand must not
    /// stop us too.
    static let customaryPatience = 200
    /// Milliseconds.
    private static let pause: Int32 = 5

    private static func replace(
        _ path: String, with entries: [ArraySlice<UInt8>]
    ) throws(SystemFailure) {
        let newPath = "\(path).new"
        unlink(newPath)
        do throws(SystemFailure) {
            let file = try OpenFile(newPath, O_WRONLY | O_CREAT | O_EXCL)
            try file.write(entries.flatMap { encoded(Array($0)) })
            // Otherwise a power cut could leave an empty file with the name.
            try file.sync()
            if rename(newPath, path) != 0 { throw SystemFailure(path: path) }
        } catch {
            unlink(newPath)
            throw error
        }
    }

    private static func endsLine(_ file: borrowing OpenFile) throws(SystemFailure) -> Bool {
        let size = Int(try file.status().st_size)
        if size == 0 { return true }
        return try file.read(limit: 1, from: size - 1) == [newline]
    }

    // MARK: Its text

    private static let newline = UInt8(ascii: "\n")
    private static let tab = UInt8(ascii: "\t")

    private static func entries(
        in file: borrowing OpenFile
    ) throws(SystemFailure) -> [ArraySlice<UInt8>] {
        let size = Int(try file.status().st_size)
        let start = max(0, size - maximumBytes)
        var bytes = try file.read(limit: size - start, from: start)[...]
        if start > 0 { bytes = bytes.drop { $0 != newline } }
        return distinct(decoded(bytes))
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var entries: [ArraySlice<UInt8>] = []
        for line in bytes.split(separator: newline) {
            if line.first == tab, let last = entries.indices.last {
                entries[last] += [newline] + line.dropFirst()
            } else if line.first != tab {
                entries.append(line)
            }
        }
        return entries
    }

    private static func encoded(_ entry: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.count + 1)
        for byte in entry {
            bytes.append(byte)
            if byte == newline { bytes.append(tab) }
        }
        return bytes + [newline]
    }

    private static func normalized(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in entry.utf8 {
            if byte == newline, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            bytes.append(byte)
        }
        while bytes.last == newline { bytes.removeLast() }
        return bytes
    }

    /// Of equal entries the newest stays.
    private static func distinct(_ entries: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        var seen: Set<ArraySlice<UInt8>> = []
        return entries.reversed().filter { seen.insert($0).inserted }.reversed()
    }
}
