#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FileCalls {
    /// By bytes: to a `String` a slash with a combining mark is no slash.
    package func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(decoding: path.utf8[..<slash], as: UTF8.self)
    }

    /// Makes the folder and those above it that are missing.
    func createFolder(_ folder: String) throws(FileWriteError) {
        if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, folder.utf8.contains(UInt8(ascii: "/")) else {
            // A folder that is there can be beyond a read-only or guarded one.
            if isFolder(folder) { return }
            throw .system(path: folder, operation: "mkdir", errno: code)
        }
        try createFolder(self.folder(of: folder))
        if mkdir(folder, 0o777) != 0 && errno != EEXIST {
            throw .system(path: folder, operation: "mkdir", errno: errno)
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Brings a new name in the folder to the disk.
    /// - Throws: `notSettled`.
    package func settle(_ folder: String, for path: String) throws(FileWriteError) {
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        // Who may write to a folder need not be allowed to read it.
        if opened < 0 && errno == EACCES { return }
        guard opened >= 0 else { throw .notSettled(path: path, errno: errno) }
        defer { _ = close(opened) }
        // Some file systems cannot bring a folder to the disk by itself.
        if fsync(opened) != 0 && errno != EINVAL && errno != ENOTSUP {
            throw .notSettled(path: path, errno: errno)
        }
    }
}
