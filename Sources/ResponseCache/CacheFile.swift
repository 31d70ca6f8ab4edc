#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The place of the cache: a folder and a file in it, for the user alone.
package struct CacheFile: Sendable {
    package static let name = "responses.sqlite"

    /// Absolute.
    let folder: String

    package init(folder: String) { self.folder = folder }

    var path: String { "\(folder)/\(Self.name)" }

    /// Whether there is one.
    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether the file may be written to, as far as its mode and its disk go.
    var isWritable: Bool { access(path, W_OK) == 0 }

    /// Makes folder (0700) and file (0600) where they are missing, and private where they are not:
    /// SQLite gives the files beside it the same mode.
    func prepare() throws(CacheFailure) {
        try Self.makeFolder(folder)
        try makePrivate(folder, isFolder: true)
        // Never opened when it is there: closing it would give up the locks that this process may
        // hold on it by another connection.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw .system(path: path, code: errno)
        }
        try makePrivate(path, isFolder: false)
    }

    /// Takes the file away, with what SQLite may have put beside it.
    package func remove() {
        for ending in ["", "-journal", "-wal", "-shm"] { unlink(path + ending) }
    }

    private func makePrivate(_ path: String, isFolder: Bool) throws(CacheFailure) {
        var status = stat()
        // A folder may be a link to where there is more room; the file may not.
        guard (isFolder ? stat(path, &status) : lstat(path, &status)) == 0 else {
            throw .system(path: path, code: errno)
        }
        guard status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG),
            status.st_uid == geteuid()
        else { throw .notOurs(path: path) }
        let mode: mode_t = isFolder ? 0o700 : 0o600
        if status.st_mode & 0o777 & ~mode != 0, chmod(path, mode) != 0 {
            throw .system(path: path, code: errno)
        }
    }

    private static func makeFolder(_ path: String) throws(CacheFailure) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw .system(path: path, code: errno)
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system(path: path, code: errno) }
    }
}
