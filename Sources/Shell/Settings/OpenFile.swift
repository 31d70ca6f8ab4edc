#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open regular file, closed when it goes.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Opens a regular file; anything else (a folder, a FIFO, a device) fails, and never waits.
    /// - Parameter flags: as of `open(2)`; with `O_CREAT` the file is made for the user alone.
    init(_ path: String, _ flags: Int32) throws(SystemFailure) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { throw SystemFailure(path: path) }
        guard let status = try? status(), FilePlace.isRegular(status) else {
            throw SystemFailure(path: path, code: EINVAL)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func status() throws(SystemFailure) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure(path: path) }
        return status
    }

    /// Whether the path still leads to this file.
    func isInPlace() -> Bool {
        var there = stat()
        guard let here = try? status(), lstat(path, &there) == 0 else { return false }
        return here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    /// Locks the file against other processes, until it is closed; false when one of them holds
    /// the lock now.
    func lock() -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }

    /// Gives the lock back.
    func unlock() { flock(descriptor, LOCK_UN) }

    /// Says when the file was changed last.
    func setLastChange(_ time: WallTime) {
        let (seconds, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
        let value = timespec(tv_sec: Int(seconds), tv_nsec: Int(rest) * 1_000_000)
        futimens(descriptor, [value, value])
    }

    /// Nobody but the user may read the file.
    func makePrivate() { _ = fchmod(descriptor, 0o600) }

    /// Reads at most `limit` bytes from `offset` on.
    func read(limit: Int, from offset: Int = 0) throws(SystemFailure) -> [UInt8] {
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            while count < limit {
                let size = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, limit - count,
                    off_t(offset + count))
                if size > 0 {
                    count += size
                } else if size == 0 {
                    break
                } else if errno != EINTR {
                    failure = SystemFailure(path: path)
                    break
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Brings the bytes to the disk.
    func sync() throws(SystemFailure) {
        guard fsync(descriptor) == 0 else { throw SystemFailure(path: path) }
    }

    /// Writes all bytes, in one piece where the system allows it.
    func write(_ bytes: [UInt8]) throws(SystemFailure) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { writeSome($0) }
            if count > 0 {
                start += count
            } else if count == 0 || errno != EINTR {
                throw SystemFailure(path: path)
            }
        }
    }

    private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
