#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The calls of the operating system that can fail while a file is written; tests make them fail.
package struct FileCalls: Sendable {
    package var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    package var fsync: @Sendable (Int32) -> Int32
    package var link: @Sendable (String, String) -> Int32
    package var rename: @Sendable (String, String) -> Int32

    package static let system = FileCalls(
        write: { descriptor, bytes in
            #if canImport(Glibc)
                Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            #else
                Darwin.write(descriptor, bytes.baseAddress, bytes.count)
            #endif
        },
        fsync: { descriptor in
            #if canImport(Glibc)
                Glibc.fsync(descriptor)
            #else
                Darwin.fsync(descriptor)
            #endif
        },
        link: { old, new in
            #if canImport(Glibc)
                Glibc.link(old, new)
            #else
                Darwin.link(old, new)
            #endif
        },
        rename: { old, new in
            #if canImport(Glibc)
                Glibc.rename(old, new)
            #else
                Darwin.rename(old, new)
            #endif
        })
}

extension FileCalls {
    /// Writes all bytes, however many calls it takes.
    /// - Parameter path: what an error names.
    package func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, path: String
    ) throws(FileWriteError) {
        let failure: Int32? = bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    // A pipe or a terminal that another program made non-blocking.
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
        if let failure { throw .system(path: path, operation: "write", errno: failure) }
    }

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
                _ = flock(descriptor, LOCK_EX | LOCK_NB)
                // Before it was locked it looked abandoned.
                if Self.hasName(descriptor) { return (path, descriptor) }
                _ = close(descriptor)
                continue
            }
            if errno != EEXIST && errno != EINTR {
                throw .system(path: folder, operation: "open", errno: errno)
            }
        }
    }

    /// Removes the temporary files in a folder that nobody writes to any more: a program that is
    /// killed cannot take its own along.
    static func removeAbandoned(in folder: String) {
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(temporaryStart), name.hasSuffix(temporaryEnd) else { continue }
            let path = folder + "/" + name
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { continue }
            // The lock goes with the process that held it.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unlink(path) }
            _ = close(descriptor)
        }
    }

    private static let temporaryStart = ".musicagent-"
    private static let temporaryEnd = ".part"

    private static func hasName(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }
}
