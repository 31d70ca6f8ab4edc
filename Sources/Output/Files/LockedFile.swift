#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A regular file that is there, open for reading, and locked against others that would put
/// another one in its place: only who has the lock may do that.
///
/// The lock is advisory (`flock`) and goes with the process. Whoever gets it looks whether the
/// path still leads to the file, as the one before may have replaced it.
final class LockedFile {
    /// For how long to wait for others, who have the lock while they copy a file: one that was
    /// stopped with it in hand must not stop us too.
    static let customaryPatience: Duration = .seconds(30)

    let path: String
    /// As it was when the lock was ours.
    private(set) var status: stat
    private let descriptor: Int32
    private let calls: FileCalls

    private init(_ path: String, _ descriptor: Int32, _ status: stat, _ calls: FileCalls) {
        self.path = path
        self.descriptor = descriptor
        self.status = status
        self.calls = calls
    }

    deinit { _ = calls.close(descriptor) }

    var size: Int { Int(status.st_size) }

    /// - Returns: nil where there is no file.
    /// - Throws: `notAFile`; `inUse` when another process has the lock for longer than
    ///   `patience`, or until the task is cancelled; `system`, also where nothing can be locked.
    static func open(
        _ path: String, patience: Duration = customaryPatience, calls: FileCalls
    ) throws(FileWriteError) -> LockedFile? {
        var waited: Duration = .zero
        while let file = try openUnlocked(path, calls: calls) {
            if calls.flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 {
                if try file.isInPlace() { return file }
            } else if errno == EWOULDBLOCK {
                // Nobody waits for it any more.
                guard waited < patience, !Task.isCancelled else { throw .inUse(path: path) }
                _ = poll(nil, 0, pause)
                waited += .milliseconds(Int(pause))
            } else if errno != EINTR {
                throw .system(path: path, operation: "flock", errno: errno)
            }
        }
        return nil
    }

    /// Milliseconds.
    private static let pause: Int32 = 5

    private static func openUnlocked(
        _ path: String, calls: FileCalls
    ) throws(FileWriteError) -> LockedFile? {
        var status = stat()
        while true {
            // Opening a device or a pipe would do something to it.
            guard try calls.existing(path) != nil else { return nil }
            let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
            // Over a network only who may write gets the lock.
            var descriptor = calls.open(path, O_RDWR | flags, 0)
            if descriptor < 0, [EACCES, EPERM, EROFS].contains(errno) {
                descriptor = calls.open(path, O_RDONLY | flags, 0)
            }
            if descriptor < 0 {
                if errno == EINTR || errno == ENOENT || errno == ELOOP { continue }
                throw .system(path: path, operation: "open", errno: errno)
            }
            guard calls.fstat(descriptor, &status) == 0 else {
                let code = errno
                _ = calls.close(descriptor)
                throw .system(path: path, operation: "stat", errno: code)
            }
            let file = LockedFile(path, descriptor, status, calls)
            if status.st_mode & S_IFMT != S_IFREG { throw .notAFile(path: path) }
            return file
        }
    }

    private func isInPlace() throws(FileWriteError) -> Bool {
        guard let there = try calls.existing(path) else { return false }
        guard FileIdentity(there) == FileIdentity(status) else { return false }
        status = there
        return true
    }

    /// The bytes from `offset` on, at most `limit`; none at the end.
    func read(at offset: Int, limit: Int) throws(FileWriteError) -> [UInt8] {
        try calls.read(descriptor, at: offset, limit: limit, path: path)
    }
}

extension FileCalls {
    /// What is known of the regular file at a path; nil where there is nothing.
    /// - Throws: `notAFile`; `system`.
    func existing(_ path: String) throws(FileWriteError) -> stat? {
        var status = stat()
        if lstat(path, &status) != 0 {
            if errno == ENOENT { return nil }
            throw .system(path: path, operation: "stat", errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        return status
    }
}
