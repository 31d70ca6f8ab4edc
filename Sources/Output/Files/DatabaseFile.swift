#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A database that is there, into which its writer puts rows by itself.
package final class DatabaseFile: OutputFile {
    package let path: String
    package var willTakeName: ((FileIdentity) throws -> Void)?
    package var folder: String { FileCalls.system.folder(of: path) }

    /// Nil where nothing is.
    /// - Throws: `notAFile` for anything but a regular file: a link may lead anywhere.
    package init?(path: String) throws(FileWriteError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        self.path = path
    }

    package var byteCount: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// - Throws: always: its bytes are those of a library.
    package func write(_ bytes: [UInt8]) throws {
        throw FileWriteError.system(path: path, operation: "write", errno: EBADF)
    }

    package func finish() {}
}
