#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Two files in a folder of the user's own: one that is locked, for as long as a change takes, and
/// one with the bytes, which is replaced whole. So who is killed at any instant leaves the bytes of
/// before or those of after, and who only looks needs no lock.
struct LedgerFile: Sendable {
    /// What the bytes' file holds.
    enum Contents: Sendable, Hashable {
        /// Nobody has written yet.
        case none
        case bytes([UInt8])
        /// Somebody wrote, but nothing that can be read is there.
        case lost
    }

    let folder: String
    /// Of the files, without what follows the last dot.
    let name: String
    /// For how long in all to try to get the lock, which others hold for less than a millisecond:
    /// one who is stopped while holding it must not stop everybody.
    var patience: Duration = .seconds(5)

    private var dataPath: String { "\(folder)/\(name).ledger" }
    private var newPath: String { "\(folder)/\(name).new" }
    private var lockPath: String { "\(folder)/\(name).lock" }

    /// A longer file is none of ours.
    private static let maximumBytes = 4 << 20

    /// Makes nothing, and waits for nobody.
    func peek() -> Contents {
        var status = stat()
        return contents(wasUsed: lstat(lockPath, &status) == 0 && status.st_size > 0)
    }

    private func contents(wasUsed: Bool) -> Contents {
        if let bytes = try? read() { return .bytes(bytes) }
        return wasUsed ? .lost : .none
    }

    /// Runs the body while no other process does.
    ///
    /// - Parameter body: returns the bytes to be kept, or nil when nothing has changed.
    func locked(
        _ body: (Contents) throws(LedgerFailure) -> [UInt8]?
    ) throws(LedgerFailure) {
        let lock = try takeLock()
        // Others may have got the descriptor with a fork; closing it alone would not release it.
        defer {
            _ = flock(lock, LOCK_UN)
            close(lock)
        }
        var status = stat()
        guard fstat(lock, &status) == 0 else { throw LedgerFailure(.openLock) }
        let wasUsed = status.st_size > 0
        guard let bytes = try body(contents(wasUsed: wasUsed)) else { return }
        try replace(bytes)
        if !wasUsed { ftruncate(lock, 1) }
    }

    // MARK: The lock

    private func takeLock() throws(LedgerFailure) -> Int32 {
        var pause: Duration = .microseconds(50)
        var waited: Duration = .zero
        while true {
            let lock = try openLock()
            let code = flock(lock, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
            // Somebody may have removed the file, and others lock a new one.
            if code == 0, Self.isInPlace(lock, lockPath) { return lock }
            close(lock)
            guard [0, EWOULDBLOCK, EINTR].contains(code) else {
                throw LedgerFailure(.lock, code: code)
            }
            guard waited < patience else { throw LedgerFailure(.lock, code: EWOULDBLOCK) }
            var time = timespec(tv_sec: 0, tv_nsec: pause.nanosecondsBelowASecond)
            nanosleep(&time, nil)
            waited += pause
            pause = min(pause * 2, .milliseconds(2))
        }
    }

    private func openLock() throws(LedgerFailure) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        var lock = open(lockPath, flags, 0o600)
        if lock < 0, errno == ENOENT {
            try Self.makeFolder(folder)
            lock = open(lockPath, flags, 0o600)
        }
        guard lock >= 0 else { throw LedgerFailure(.openLock) }
        return lock
    }

    private static func isInPlace(_ descriptor: Int32, _ path: String) -> Bool {
        var (here, there) = (stat(), stat())
        return fstat(descriptor, &here) == 0 && lstat(path, &there) == 0
            && here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    /// Makes the folder and those above it that are missing, for the user alone.
    private static func makeFolder(_ path: String) throws(LedgerFailure) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw LedgerFailure(.makeFolder)
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw LedgerFailure(.makeFolder) }
    }

    // MARK: The bytes

    private func read() throws(LedgerFailure) -> [UInt8] {
        let file = open(dataPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw LedgerFailure(.read) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            (0...Self.maximumBytes).contains(Int(status.st_size))
        else { throw LedgerFailure(.read) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var start = 0
        while start < bytes.count {
            let size = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
                return pread(file, rest.baseAddress, rest.count, off_t(start))
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else { throw LedgerFailure(.read) }
            start += size
        }
        return bytes
    }

    private func replace(_ bytes: [UInt8]) throws(LedgerFailure) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY
        let file = open(newPath, flags, 0o600)
        guard file >= 0 else { throw LedgerFailure(.write) }
        var start = 0
        while start < bytes.count {
            let size = bytes[start...].withUnsafeBytes { buffer in
                write(file, buffer.baseAddress, buffer.count)
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else {
                let code = errno
                close(file)
                unlink(newPath)
                throw LedgerFailure(.write, code: code)
            }
            start += size
        }
        // No waiting for the disk: after the next start of the machine nobody wants these bytes.
        guard close(file) == 0, rename(newPath, dataPath) == 0 else {
            let code = errno
            unlink(newPath)
            throw LedgerFailure(.write, code: code)
        }
    }

    // MARK: What is left of others

    /// Removes files that nobody has written since, such as those of an earlier start of the
    /// machine.
    ///
    /// - Parameter time: seconds since 1970.
    func removeOthers(olderThan time: Int64) {
        guard let handle = opendir(folder) else { return }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(
                    to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)
                ) { String(cString: $0) }
            }
            if name.hasSuffix(".ledger") { names.append(String(name.dropLast(7))) }
        }
        closedir(handle)
        for name in names where name != self.name {
            let other = LedgerFile(folder: folder, name: name)
            var status = stat()
            guard lstat(other.dataPath, &status) == 0, status.lastChange < time else { continue }
            unlink(other.dataPath)
            unlink(other.lockPath)
        }
    }
}

/// Why requests cannot be counted together with those of other processes.
struct LedgerFailure: Error, Sendable, Hashable, CustomStringConvertible {
    enum Action: String, Sendable {
        case makeFolder = "make the folder"
        case openLock = "open the lock"
        case lock = "get the lock"
        case read = "read"
        case write = "write"
    }

    let action: Action
    /// The value of `errno`.
    let code: Int32

    init(_ action: Action, code: Int32 = errno) {
        self.action = action
        self.code = code
    }

    var description: String { "cannot \(action.rawValue): \(String(cString: strerror(code)))" }
}

extension stat {
    fileprivate var lastChange: Int64 {
        #if canImport(Darwin)
            Int64(st_mtimespec.tv_sec)
        #else
            Int64(st_mtim.tv_sec)
        #endif
    }
}

extension Duration {
    fileprivate var nanosecondsBelowASecond: Int {
        Int(components.attoseconds / 1_000_000_000)
    }
}
