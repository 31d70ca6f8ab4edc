import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Tells when a file descriptor has something to read, from a thread of its own that does
/// nothing else.
///
/// (A dispatch source would hang on a closed pipe and on /dev/null.)
final class InputWatcher: Sendable {
    private struct State {
        var isPolling = false
        var onReadable: (@Sendable () -> Void)?
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "musicagent.input")
    private let state = Mutex(State())

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Calls back once, when there is something to read or the other end is gone. Takes the place
    /// of the call that is still awaited; nil awaits none.
    func whenReadable(_ action: (@Sendable () -> Void)?) {
        let starts = state.withLock { state in
            state.onReadable = action
            guard action != nil, !state.isPolling else { return false }
            state.isPolling = true
            return true
        }
        guard starts else { return }
        queue.async { [self] in
            Self.poll(descriptor, timeout: -1)
            let action = state.withLock { state in
                state.isPolling = false
                defer { state.onReadable = nil }
                return state.onReadable
            }
            action?()
        }
    }

    /// Whether a read would return at once.
    var isReadable: Bool { Self.poll(descriptor, timeout: 0) }

    @discardableResult
    private static func poll(_ descriptor: Int32, timeout: Int32) -> Bool {
        var entry = pollfd(descriptor: descriptor)
        while true {
            let count = entry.poll(timeout)
            if count >= 0 || errno != EINTR { return count != 0 }
        }
    }
}

extension pollfd {
    fileprivate init(descriptor: Int32) {
        self.init(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }

    fileprivate mutating func poll(_ timeout: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.poll(&self, 1, timeout)
        #else
            Darwin.poll(&self, 1, timeout)
        #endif
    }
}
