/// What an editor waits for while a line is typed: keys and signals, in one stream.
final class EditorInput: Sendable {
    enum Event: Sendable {
        case readable
        case signal(SignalEvent)
    }

    private let watcher: InputWatcher
    private let interrupts: Interrupts

    init(_ descriptor: Int32, interrupts: Interrupts) {
        watcher = InputWatcher(descriptor)
        self.interrupts = interrupts
    }

    /// Whether a read would return at once: a child may have eaten what was announced.
    var isReadable: Bool { watcher.isReadable }

    /// Gives all events to `respond` until it returns a result; what is typed later stays where
    /// it is. Nil when the task is cancelled.
    @MainActor
    func events<Result>(_ respond: @MainActor (Event) -> Result?) async -> Result? {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let registration = interrupts.onEvent { continuation.yield(.signal($0)) }
        defer {
            registration.remove()
            watcher.whenReadable(nil)
        }
        watcher.whenReadable { continuation.yield(.readable) }
        for await event in events {
            if let result = respond(event) { return result }
            if case .readable = event {
                watcher.whenReadable { continuation.yield(.readable) }
            }
        }
        return nil
    }
}
