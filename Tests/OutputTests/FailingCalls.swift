import Synchronization

@testable import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The calls of the operating system, of which one fails. Nothing waits for the disk.
final class FailingCalls: Sendable {
    private let place: Int
    private let code: Int32
    private let names = Mutex<[String]>([])

    /// - Parameter place: of the call that fails, counted from 0.
    init(at place: Int, with code: Int32) {
        self.place = place
        self.code = code
    }

    /// The name of the call that failed; nil when there were not so many.
    var failed: String? {
        names.withLock { $0.indices.contains(place) ? $0[place] : nil }
    }

    private func fails(_ name: String) -> Bool {
        let fails = names.withLock { names in
            names.append(name)
            return names.count - 1 == place
        }
        if fails { errno = code }
        return fails
    }

    var calls: FileCalls {
        let system = FileCalls.system
        return FileCalls(
            open: { self.fails("open") ? -1 : system.open($0, $1, $2) },
            close: {
                // It is closed all the same.
                let status = system.close($0)
                return self.fails("close") ? -1 : status
            },
            mkdir: { self.fails("mkdir") ? -1 : system.mkdir($0, $1) },
            lstat: { self.fails("lstat") ? -1 : system.lstat($0, &$1) },
            fstat: { self.fails("fstat") ? -1 : system.fstat($0, &$1) },
            flock: { self.fails("flock") ? -1 : system.flock($0, $1) },
            fchown: { self.fails("fchown") ? -1 : system.fchown($0, $1, $2) },
            fchmod: { self.fails("fchmod") ? -1 : system.fchmod($0, $1) },
            pread: { self.fails("pread") ? -1 : system.pread($0, $1, $2) },
            write: { self.fails("write") ? -1 : system.write($0, $1) },
            fsync: { _ in self.fails("fsync") ? -1 : 0 },
            link: { self.fails("link") ? -1 : system.link($0, $1) },
            rename: { self.fails("rename") ? -1 : system.rename($0, $1) },
            unlink: { self.fails("unlink") ? -1 : system.unlink($0) })
    }
}
