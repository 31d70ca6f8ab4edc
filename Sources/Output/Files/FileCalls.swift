#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The calls of the operating system by which files are written; tests make each of them fail.
///
/// All are as their namesakes: what fails says so with a negative number, and why in `errno`.
package struct FileCalls: Sendable {
    package var open: @Sendable (String, Int32, mode_t) -> Int32
    package var close: @Sendable (Int32) -> Int32
    package var mkdir: @Sendable (String, mode_t) -> Int32
    package var lstat: @Sendable (String, inout stat) -> Int32
    package var fstat: @Sendable (Int32, inout stat) -> Int32
    package var flock: @Sendable (Int32, Int32) -> Int32
    package var fchown: @Sendable (Int32, uid_t, gid_t) -> Int32
    package var fchmod: @Sendable (Int32, mode_t) -> Int32
    package var pread: @Sendable (Int32, UnsafeMutableRawBufferPointer, Int) -> Int
    package var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    package var fsync: @Sendable (Int32) -> Int32
    package var link: @Sendable (String, String) -> Int32
    package var rename: @Sendable (String, String) -> Int32
    package var unlink: @Sendable (String) -> Int32

    package static let system = FileCalls(
        open: systemOpen, close: systemClose, mkdir: systemMkdir, lstat: systemLstat,
        fstat: systemFstat, flock: systemFlock, fchown: systemFchown, fchmod: systemFchmod,
        pread: systemPread, write: systemWrite, fsync: systemFsync,
        link: systemLink, rename: systemRename, unlink: systemUnlink)
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

    /// Reads at most `limit` bytes at a place of a file; none at its end.
    /// - Parameter path: what an error names.
    func read(
        _ descriptor: Int32, at offset: Int, limit: Int, path: String
    ) throws(FileWriteError) -> [UInt8] {
        var status = 0
        let block = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            repeat {
                status = pread(descriptor, UnsafeMutableRawBufferPointer(buffer), offset)
            } while status < 0 && errno == EINTR
            count = max(status, 0)
        }
        if status < 0 { throw .system(path: path, operation: "read", errno: errno) }
        return block
    }
}

// Inside `FileCalls` these names mean its own.

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemMkdir(_ path: String, _ mode: mode_t) -> Int32 { mkdir(path, mode) }
private func systemFlock(_ descriptor: Int32, _ mode: Int32) -> Int32 { flock(descriptor, mode) }
private func systemFchmod(_ descriptor: Int32, _ mode: mode_t) -> Int32 { fchmod(descriptor, mode) }
private func systemFsync(_ descriptor: Int32) -> Int32 { fsync(descriptor) }
private func systemLink(_ old: String, _ new: String) -> Int32 { link(old, new) }
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
private func systemUnlink(_ path: String) -> Int32 { unlink(path) }

private func systemFchown(_ descriptor: Int32, _ owner: uid_t, _ group: gid_t) -> Int32 {
    fchown(descriptor, owner, group)
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    open(path, flags, mode)
}

private func systemLstat(_ path: String, _ status: inout stat) -> Int32 { lstat(path, &status) }

private func systemFstat(_ descriptor: Int32, _ status: inout stat) -> Int32 {
    fstat(descriptor, &status)
}

private func systemPread(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ offset: Int
) -> Int {
    pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
