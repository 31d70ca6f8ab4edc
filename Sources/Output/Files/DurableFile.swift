#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears whole or not at all.
///
/// The bytes go into a temporary file in the same folder, which takes the name when `finish` has
/// brought them to the disk. If that never happens the temporary file is removed, by the next one
/// who writes into the folder if need be, and an earlier file stays as it was.
package final class DurableFile: OutputFile {
    package let path: String
    /// How many bytes have been written.
    package private(set) var byteCount = 0
    /// Where it is, and its temporary file.
    package let folder: String
    package var willTakeName: ((FileIdentity) throws -> Void)?
    private let overwrite: Bool
    /// Nil takes the lock when the file is finished.
    private let lock: LockedFile?
    private let temporaryPath: String
    private let calls: FileCalls
    private var descriptor: Int32?

    /// Opens the temporary file. A folder that is missing is made.
    ///
    /// A new file gets the usual permissions (0644, narrowed by the process's mask). One that
    /// replaces another gets those of the earlier one, and its owner and group where that is
    /// allowed; a group that cannot be kept may not do more than everybody.
    /// - Parameter isPrivate: whether a new file is the user's alone (0600).
    /// - Throws: `exists` for a file that is there, unless `overwrite`; `notAFile` for anything
    ///   else that is there; `system` for what the operating system refuses.
    package convenience init(
        path: String, overwrite: Bool = false, isPrivate: Bool = false, calls: FileCalls = .system
    ) throws(FileWriteError) {
        try calls.createFolder(calls.folder(of: path))
        let existing = try calls.existing(path)
        if existing != nil && !overwrite { throw .exists(path: path) }
        try self.init(
            path: path, overwrite: overwrite, replacing: existing, lock: nil,
            newMode: isPrivate ? 0o600 : 0o644, calls: calls)
    }

    /// Opens the temporary file that will replace the locked one.
    convenience init(replacing lock: LockedFile, calls: FileCalls) throws(FileWriteError) {
        try self.init(
            path: lock.path, overwrite: true, replacing: lock.status, lock: lock, newMode: 0o600,
            calls: calls)
    }

    private init(
        path: String, overwrite: Bool, replacing existing: stat?, lock: LockedFile?,
        newMode: mode_t, calls: FileCalls
    ) throws(FileWriteError) {
        self.path = path
        self.overwrite = overwrite
        self.lock = lock
        self.calls = calls
        folder = calls.folder(of: path)
        calls.removeAbandoned(in: folder)
        let temporary = try calls.createTemporary(
            in: folder, mode: existing.map { $0.st_mode & 0o600 } ?? newMode)
        temporaryPath = temporary.path
        descriptor = temporary.descriptor
        do throws(FileWriteError) {
            if let existing { try adopt(existing, temporary.descriptor) }
        } catch {
            discard()
            throw error
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
    ///
    /// What closing the file says is not waited for: all that it could report, `fsync` has.
    /// - Throws: `exists` when another file took the name meanwhile, unless `overwrite`; `inUse`;
    ///   `notSettled`, with the new file in its place; `system`.
    package func finish() throws {
        guard let descriptor else {
            throw FileWriteError.system(path: path, operation: "close", errno: EBADF)
        }
        defer { discard() }
        try check(calls.fsync(descriptor), "fsync")
        if let willTakeName {
            var status = stat()
            try check(calls.fstat(descriptor, &status), "stat")
            try willTakeName(FileIdentity(status))
        }
        if overwrite {
            // What was checked at the start may have been replaced.
            let lock = try lock ?? otherLock()
            try withExtendedLifetime(lock) {
                try check(calls.rename(temporaryPath, path), "rename")
            }
        } else {
            try takeNewName()
        }
        try calls.settle(folder, for: path)
    }

    /// Gives the file up: the temporary file is removed. Does nothing once the file is finished.
    package func discard() {
        guard let descriptor else { return }
        self.descriptor = nil
        // Gone already when it was renamed.
        _ = calls.unlink(temporaryPath)
        _ = calls.close(descriptor)
    }

    /// Keeps somebody who appends from losing what replaces the file, or from bringing back what
    /// it replaces. Nil where no file is, or none can be locked.
    private func otherLock() throws(FileWriteError) -> LockedFile? {
        do throws(FileWriteError) {
            return try LockedFile.open(path, calls: calls)
        } catch {
            if case .system = error { return nil }
            throw error
        }
    }

    /// Unlike a rename, a link never replaces a file that came in between.
    private func takeNewName() throws(FileWriteError) {
        if calls.link(temporaryPath, path) == 0 { return }
        switch errno {
        case EEXIST: throw .exists(path: path)
        case EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK: try takePlaceholder()
        default: throw .system(path: path, operation: "link", errno: errno)
        }
    }

    /// A file system without links: the name is taken by an empty file, then replaced. Only here
    /// somebody killed in between leaves an empty file.
    private func takePlaceholder() throws(FileWriteError) {
        let placeholder = calls.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if placeholder < 0 && errno == EEXIST { throw .exists(path: path) }
        try check(placeholder, "open")
        _ = calls.close(placeholder)
        if calls.rename(temporaryPath, path) != 0 {
            let failure = FileWriteError.system(path: path, operation: "rename", errno: errno)
            _ = calls.unlink(path)
            throw failure
        }
    }

    /// Gives the temporary file the owner, the group and the permissions of the one it replaces.
    private func adopt(_ existing: stat, _ descriptor: Int32) throws(FileWriteError) {
        var own = stat()
        try check(calls.fstat(descriptor, &own), "stat")
        var mode = existing.st_mode & 0o777
        if own.st_uid != existing.st_uid || own.st_gid != existing.st_gid,
            // Only root may give files away; the group may be one of the user's.
            calls.fchown(descriptor, existing.st_uid, existing.st_gid) != 0,
            calls.fchown(descriptor, own.st_uid, existing.st_gid) != 0,
            own.st_gid != existing.st_gid
        {
            mode = mode & 0o707 | (mode & 0o007) << 3 & mode
        }
        // Some file systems know one mode only, and refuse to hear of it.
        if own.st_mode & 0o777 != mode { try check(calls.fchmod(descriptor, mode), "chmod") }
    }

    private func check(_ result: Int32, _ operation: String) throws(FileWriteError) {
        if result < 0 { throw .system(path: path, operation: operation, errno: errno) }
    }
}
