#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Temporary files: `.musicagent-NUMBER.part`, locked for as long as who made them lives.
extension FileCalls {
    private static let temporaryStart = ".musicagent-"
    private static let temporaryEnd = ".part"

    /// Makes a file with a new name in the folder, open for reading and writing. It is locked, so
    /// that others know whether who made it is still there.
    /// - Parameter mode: the permissions, which the process's mask narrows.
    func createTemporary(
        in folder: String, mode: mode_t
    ) throws(FileWriteError) -> (path: String, descriptor: Int32) {
        while true {
            let number = String(UInt64.random(in: .min ... .max), radix: 36)
            let path = folder + "/" + Self.temporaryStart + number + Self.temporaryEnd
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
            if descriptor >= 0 {
                do throws(FileWriteError) {
                    if try isOurs(descriptor, in: folder) { return (path, descriptor) }
                } catch {
                    _ = unlink(path)
                    _ = close(descriptor)
                    throw error
                }
                // Before it was locked it looked abandoned: whoever has the lock takes it away.
                _ = close(descriptor)
                continue
            }
            if errno != EEXIST && errno != EINTR {
                throw .system(path: folder, operation: "open", errno: errno)
            }
        }
    }

    /// Locks the file, and says whether it still has a name then.
    private func isOurs(_ descriptor: Int32, in folder: String) throws(FileWriteError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            // Where nothing can be locked, nothing is taken for abandoned.
            guard [ENOLCK, ENOTSUP, EOPNOTSUPP, ENOSYS, EINVAL].contains(errno) else {
                throw .system(path: folder, operation: "flock", errno: errno)
            }
        }
        var status = stat()
        return fstat(descriptor, &status) != 0 || status.st_nlink > 0
    }

    /// Removes the temporary files in a folder that nobody writes to any more: a program that is
    /// killed cannot take its own along.
    func removeAbandoned(in folder: String) {
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(Self.temporaryStart), name.hasSuffix(Self.temporaryEnd)
            else { continue }
            let path = folder + "/" + name
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0)
            guard descriptor >= 0 else { continue }
            // The lock goes with the process that held it.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unlink(path) }
            _ = close(descriptor)
        }
    }
}
