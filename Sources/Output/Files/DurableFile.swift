#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears whole or not at all.
///
/// The bytes go into a temporary file in the same folder, which takes the name when `finish` has
/// brought them to the disk. If that never happens the temporary file is removed, and an earlier
/// file stays as it was.
package final class DurableFile: ByteSink {
    package let path: String
    /// How many bytes have been written.
    package private(set) var byteCount = 0
    private let folder: String
    private let overwrite: Bool
    private let temporaryPath: String
    private let calls: FileCalls
    private var descriptor: Int32?

    /// Opens the temporary file. A folder that is missing is made.
    ///
    /// A new file gets the usual permissions (0644, narrowed by the process's mask), one that
    /// replaces another those of the earlier one.
    /// - Parameter isPrivate: whether a new file is the user's alone (0600).
    /// - Throws: `exists` for a file that is there, unless `overwrite`; `notAFile` for anything
    ///   else that is there; `system` for what the operating system refuses.
    package init(
        path: String, overwrite: Bool = false, isPrivate: Bool = false, calls: FileCalls = .system
    ) throws(FileWriteError) {
        self.path = path
        self.overwrite = overwrite
        self.calls = calls
        folder = Self.folder(of: path)
        try Self.createFolder(folder)
        let mode = try Self.existingMode(path)
        if mode != nil && !overwrite { throw .exists(path: path) }
        FileCalls.removeAbandoned(in: folder)
        let temporary = try calls.createTemporary(
            in: folder, mode: mode.map { $0 & 0o600 } ?? (isPrivate ? 0o600 : 0o644))
        temporaryPath = temporary.path
        descriptor = temporary.descriptor
        if let mode, fchmod(temporary.descriptor, mode) != 0 {
            let failure = FileWriteError.system(path: path, operation: "chmod", errno: errno)
            discard()
            throw failure
        }
    }

    deinit { discard() }

    /// - Throws: `FileWriteError.system`, for example when the disk is full.
    package func write(_ bytes: [UInt8]) throws {
        guard let descriptor else {
            throw FileWriteError.system(path: path, operation: "write", errno: EBADF)
        }
        do {
            try calls.writeAll(bytes, to: descriptor, path: path)
        } catch {
            discard()
            throw error
        }
        byteCount += bytes.count
    }

    /// Brings the bytes to the disk and gives the file its name.
    /// - Throws: `exists` when another file took the name meanwhile, unless `overwrite`; `system`.
    package func finish() throws {
        guard let descriptor else {
            throw FileWriteError.system(path: path, operation: "close", errno: EBADF)
        }
        defer { discard() }
        try check(calls.fsync(descriptor), "fsync")
        if overwrite {
            // What was checked at the start may have been replaced.
            _ = try Self.existingMode(path)
            try check(calls.rename(temporaryPath, path), "rename")
        } else {
            try takeNewName()
        }
        try syncFolder()
    }

    /// What tells the file from all others, before and after it has its name; nil once it is
    /// finished or given up.
    package var identity: FileIdentity? {
        var status = stat()
        guard let descriptor, fstat(descriptor, &status) == 0 else { return nil }
        return FileIdentity(status)
    }

    /// Gives the file up: the temporary file is removed. Does nothing once the file is finished.
    package func discard() {
        guard let descriptor else { return }
        self.descriptor = nil
        _ = close(descriptor)
        // Gone already when it was renamed.
        _ = unlink(temporaryPath)
    }

    /// Unlike a rename, a link never replaces a file that came in between.
    private func takeNewName() throws(FileWriteError) {
        if calls.link(temporaryPath, path) == 0 { return }
        switch errno {
        case EEXIST: throw .exists(path: path)
        case EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK:
            // A file system without links: the name is taken by an empty file, then replaced.
            let placeholder = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if placeholder < 0 && errno == EEXIST { throw .exists(path: path) }
            try check(placeholder, "open")
            _ = close(placeholder)
            if calls.rename(temporaryPath, path) != 0 {
                let failure = FileWriteError.system(path: path, operation: "rename", errno: errno)
                _ = unlink(path)
                throw failure
            }
        default: throw .system(path: path, operation: "link", errno: errno)
        }
    }

    private func syncFolder() throws(FileWriteError) {
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(opened, "open")
        defer { _ = close(opened) }
        // Some file systems cannot bring a folder to the disk by itself.
        if calls.fsync(opened) != 0 && errno != EINVAL && errno != ENOTSUP {
            throw .system(path: folder, operation: "fsync", errno: errno)
        }
    }

    private func check(_ result: Int32, _ operation: String) throws(FileWriteError) {
        if result < 0 { throw .system(path: path, operation: operation, errno: errno) }
    }

    /// The permissions of the file that is there, nil when there is none.
    private static func existingMode(_ path: String) throws(FileWriteError) -> mode_t? {
        var status = stat()
        if lstat(path, &status) != 0 {
            if errno == ENOENT { return nil }
            throw .system(path: path, operation: "stat", errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        return status.st_mode & 0o777
    }

    /// By bytes: to a `String` a slash with a combining mark is no slash.
    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(decoding: path.utf8[..<slash], as: UTF8.self)
    }

    private static func createFolder(_ folder: String) throws(FileWriteError) {
        if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, folder.utf8.contains(UInt8(ascii: "/")) else {
            // A folder that is there can be beyond a read-only or guarded one.
            var status = stat()
            if stat(folder, &status) == 0 { return }
            throw .system(path: folder, operation: "mkdir", errno: errno)
        }
        try createFolder(self.folder(of: folder))
        if mkdir(folder, 0o777) != 0 && errno != EEXIST {
            throw .system(path: folder, operation: "mkdir", errno: errno)
        }
    }
}
