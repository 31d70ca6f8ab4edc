import Discogs

/// Tells a person what the client waits for, where the wait is long enough to wonder.
struct WaitNotice {
    private let console: ProgramConsole
    private let window: Duration

    /// - Parameter window: the length of the rate limiter's window.
    init(_ console: ProgramConsole, window: Duration) {
        self.console = console
        self.window = window
    }

    func tell(_ event: ClientEvent) {
        switch event {
        case .waiting(let duration, let reason):
            guard duration >= .seconds(2) else { return }
            let why = text(reason)
            console.countDown(duration) { "waiting \($0) s: \(why); Ctrl-C stops" }
        case .retrying(let attempt, let pause, let error):
            let seconds = pause.components.seconds
            let time = seconds > 0 ? "in \(seconds) s" : "at once"
            console.note("attempt \(attempt) \(time): \(ErrorText(error).message.onOneLine)")
            if pause >= .seconds(2), console.showsProgress {
                console.countDown(pause) { "attempt \(attempt) in \($0) s; Ctrl-C stops" }
            }
        }
    }

    func text(_ reason: ClientEvent.WaitReason) -> String {
        switch reason {
        case .windowIsFull: "all requests of the last \(window.components.seconds) s are used"
        case .pausedByServer: "Discogs asked for a pause"
        case .pacing: "going slowly after a pause that Discogs asked for"
        }
    }
}
