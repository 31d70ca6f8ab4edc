import Discogs

/// Tells a person what the client waits for, where the wait is long enough to wonder.
struct WaitNotice {
    private let console: ProgramConsole

    init(_ console: ProgramConsole) { self.console = console }

    func tell(_ event: ClientEvent) {
        switch event {
        case .waiting(let duration, let reason):
            guard duration >= .seconds(2) else { return }
            console.note("waiting \(duration.components.seconds) s: \(Self.text(reason))")
        case .retrying(let attempt, let pause, let error):
            let seconds = pause.components.seconds
            let time = seconds > 0 ? "in \(seconds) s" : "at once"
            console.note("attempt \(attempt) \(time): \(ErrorText(error).message)")
        }
    }

    private static func text(_ reason: ClientEvent.WaitReason) -> String {
        switch reason {
        case .windowIsFull: "all requests of the minute are used"
        case .pausedByServer: "Discogs asked for a pause"
        case .pacing: "going slowly after a pause that Discogs asked for"
        }
    }
}
