import Commands
import Logging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where log lines go: the log, the log of warnings and errors, and the terminal if asked for.
struct LogDestination: Sendable {
    private let log: RotatingFile
    private let errors: RotatingFile
    private let format: LogFormat
    private let mask: @Sendable () -> SecretMask
    private let now: @Sendable () -> WallTime
    private let terminal: (@Sendable (String) -> Void)?
    private let processID = getpid()
    /// For what no statement does.
    private let ownRunID: String

    /// - Parameters:
    ///   - runID: under what is told what happens outside of statements.
    ///   - mask: knows the secrets; by default those of the settings.
    ///   - terminal: is given each line as text, without its newline; nil for silence.
    ///   - onFailure: is told once per file when it cannot be written; logging then goes on
    ///     trying, and nothing else notices.
    init(
        _ settings: Settings, now: @escaping @Sendable () -> WallTime = { .now },
        runID: String = RunID.make(), mask: (@Sendable () -> SecretMask)? = nil,
        terminal: (@Sendable (String) -> Void)? = nil,
        onFailure: @escaping @Sendable (SystemFailure) -> Void
    ) {
        func file(_ name: String) -> RotatingFile {
            RotatingFile(
                path: FilePlace.absolute(
                    name, in: settings.logFolder, home: settings.directories.home),
                maximumBytes: settings.logRotationSize, backupCount: settings.logBackupCount,
                onFailure: onFailure)
        }
        log = file(settings.logFileName)
        errors = file(settings.logErrorFileName)
        format = settings.logFormat
        let ofSettings = SecretMask(settings.secrets)
        self.mask = mask ?? { ofSettings }
        self.now = now
        ownRunID = runID
        self.terminal = terminal
    }

    /// A logger that writes here.
    func logger(_ label: String, level: Logger.Level) -> Logger {
        Logger(label: label) { FileLogHandler(label: $0, level: level, destination: self) }
    }

    fileprivate func write(_ label: String, _ event: LogEvent, _ metadata: Logger.Metadata) {
        let time = now()
        let mask = mask()
        let line = LogLine(
            time: time, level: event.level, label: label, message: "\(event.message)",
            writer: LogLine.Writer(processID: processID, runID: RunID.current ?? ownRunID),
            metadata: metadata)
        let bytes = line.bytes(format, masking: mask)
        log.append(bytes, at: time)
        if event.level >= .warning { errors.append(bytes, at: time) }
        if let terminal {
            let text = format == .text ? bytes : line.bytes(.text, masking: mask)
            terminal(String(decoding: text.dropLast(), as: UTF8.self))
        }
    }
}

/// Hands swift-log's events, with all their metadata, to a `LogDestination`.
struct FileLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let destination: LogDestination

    init(label: String, level: Logger.Level, destination: LogDestination) {
        self.label = label
        self.logLevel = level
        self.destination = destination
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        destination.write(label, event, all)
    }
}
