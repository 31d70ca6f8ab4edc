import Dispatch
import Output
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file or standard input, read on a thread of its own: whoever waits for a pipe can be
/// cancelled.
final class InputFile: Sendable {
    /// The path, for messages.
    let name: String
    private let descriptor: Int32
    private static let queue = DispatchQueue(
        label: "musicagent.read", attributes: .concurrent)
    private static let chunkBytes = 64 << 10

    private init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = descriptor
    }

    deinit { if descriptor != STDIN_FILENO { _ = close(descriptor) } }

    /// - Parameters:
    ///   - path: nil for standard input.
    ///   - isTrusted: whether it may be anything but a regular file, or a link to one.
    ///   - otherFolder: where it may have been meant to be.
    /// - Throws: `InputFailure`, `CancellationError`.
    static func open(
        _ path: String?, isTrusted: Bool, otherFolder: String? = nil
    ) async throws -> InputFile {
        guard let path else { return InputFile(name: "standard input", descriptor: STDIN_FILENO) }
        return try await waiting {
            // A link, or a pipe that nobody writes to, must not hold up or lead out a script.
            let flags = isTrusted ? 0 : O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
            let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | flags)
            guard descriptor >= 0 else {
                switch errno {
                case ELOOP where !isTrusted: throw InputFailure.notRegular(path)
                case ENOENT:
                    throw InputFailure.missing(
                        path, nearest: FolderListing.nearest(to: path, or: otherFolder))
                case let number: throw InputFailure.system(path, errno: number)
                }
            }
            let file = InputFile(name: path, descriptor: descriptor)
            var status = stat()
            let isKnown = fstat(descriptor, &status) == 0
            let kind = status.st_mode & S_IFMT
            guard isKnown, kind == S_IFREG || isTrusted && kind != S_IFDIR else {
                throw InputFailure.notRegular(path)
            }
            return file
        }
    }

    /// What tells it from other files.
    var identity: FileIdentity {
        var status = stat()
        _ = fstat(descriptor, &status)
        return FileIdentity(status)
    }

    /// The next bytes; nil at the end.
    /// - Throws: `InputFailure`, `CancellationError`.
    func read() async throws -> [UInt8]? {
        try await Self.waiting { [self] in
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, count in
                repeat {
                    let size = systemRead(descriptor, buffer.baseAddress, buffer.count)
                    count = max(0, size)
                    failure = size < 0 ? errno : 0
                } while failure == EINTR
            }
            if failure != 0 { throw InputFailure.system(name, errno: failure) }
            return bytes.isEmpty ? nil : bytes
        }
    }

    /// The result of a call that may wait, unless the task is cancelled before.
    private static func waiting<Value: Sendable>(
        _ call: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let waiter = Mutex<CheckedContinuation<Value, any Error>?>(nil)
        let take: @Sendable () -> CheckedContinuation<Value, any Error>? = {
            waiter.withLock { waiter in
                defer { waiter = nil }
                return waiter
            }
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiter.withLock { $0 = continuation }
                if Task.isCancelled { take()?.resume(throwing: CancellationError()) }
                queue.async {
                    let result = Result(catching: call)
                    take()?.resume(with: result)
                }
            }
        } onCancel: {
            take()?.resume(throwing: CancellationError())
        }
    }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
    -> Int
{
    read(descriptor, buffer, count)
}
