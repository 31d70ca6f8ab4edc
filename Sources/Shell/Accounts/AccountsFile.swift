import Output
import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The stored accounts on disk: JSON, in a file and a folder for the user alone (0600 and 0700).
///
/// A file that somebody else could have read or written is neither read nor written over.
struct AccountsFile: Sendable {
    /// A larger file is no list of accounts.
    private static let maximumBytes = 1 << 20

    /// Absolute.
    let path: String
    private let calls: FileCalls

    /// - Parameter path: `accounts.json` in `BaseDirectories.config`.
    init(path: String, calls: FileCalls = .system) {
        self.path = path
        self.calls = calls
    }

    private var folder: String { FilePlace.folder(of: path) }

    /// The accounts; none where there is no file.
    func load() throws(AccountFailure) -> AccountBook {
        guard let bytes = try bytes() else { return AccountBook() }
        guard let json = try? JSONValue(parsing: bytes), let book = AccountBook(json) else {
            throw .unreadable(path: path)
        }
        return book
    }

    /// Changes the accounts, with what other processes did to them meanwhile, and brings them to the
    /// disk.
    /// - Returns: the accounts as they are now.
    @discardableResult
    func update(_ change: (inout AccountBook) -> Void) throws(AccountFailure) -> AccountBook {
        let lock: FolderLock
        do throws(SystemFailure) {
            try FilePlace.makePrivateFolder(folder)
            lock = try FolderLock(folder)
        } catch {
            throw .system(error)
        }
        defer { lock.release() }
        try checkFolder()
        _ = chmod(folder, 0o700)
        var book = try load()
        change(&book)
        do {
            let file = try DurableFile(
                path: path, overwrite: true, isPrivate: true, calls: calls)
            try file.write(Array((book.json.json() + "\n").utf8))
            try file.finish()
        } catch let error as FileWriteError {
            throw .notWritten(error)
        } catch {
            throw .system(SystemFailure(path: path))
        }
        return book
    }

    /// What is in the file; nil where there is none.
    private func bytes() throws(AccountFailure) -> [UInt8]? {
        let danger: AccountFailure.Danger?
        let bytes: [UInt8]
        do throws(SystemFailure) {
            let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
            danger = Self.danger(of: try file.status(), forbidden: 0o077)
            bytes = danger == nil ? try file.read(limit: Self.maximumBytes) : []
        } catch {
            switch error.code {
            case ENOENT: return nil
            case ELOOP: throw .unsafe(path: path, .link)
            case EINVAL: throw .unsafe(path: path, .noFile)
            default: throw .system(error)
            }
        }
        if let danger { throw .unsafe(path: path, danger) }
        try checkFolder()
        return bytes
    }

    private func checkFolder() throws(AccountFailure) {
        if let danger = Self.danger(ofFolder: folder) {
            throw .unsafe(path: folder, danger)
        }
    }

    private static func danger(ofFolder folder: String) -> AccountFailure.Danger? {
        var status = stat()
        // A folder may be a link: many keep their settings elsewhere.
        guard stat(folder, &status) == 0 else { return nil }
        return danger(of: status, forbidden: 0o022)
    }

    private static func danger(
        of status: stat, forbidden: mode_t
    ) -> AccountFailure.Danger? {
        if status.st_uid != geteuid() { return .otherOwner }
        let mode = status.st_mode & 0o7777
        return mode & forbidden == 0 ? nil : .mode(UInt32(mode))
    }
}

/// Keeps other processes from changing a folder's files, as long as it is there.
private final class FolderLock {
    private var descriptor: Int32

    /// Waits for others, who hold the lock for milliseconds.
    init(_ folder: String) throws(SystemFailure) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure(path: folder) }
        while flock(descriptor, LOCK_EX) != 0 {
            // A file system without locks: two people at once are unlikely.
            if errno != EINTR { break }
        }
    }

    deinit { release() }

    func release() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
