import Commands
import Discogs
import Logging
import Records
import Synchronization
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The log")
struct FileLogHandlerTests {
    private let folder = TemporaryFolder()

    private func settings(_ environment: [String: String] = [:]) throws -> Settings {
        try Settings(
            environment: ["LOG_DIR": "logs"].merging(environment) { $1 }, directory: folder.path)
    }

    private func destination(
        _ settings: Settings, terminal: (@Sendable (String) -> Void)? = nil
    ) -> LogDestination {
        LogDestination(
            settings, now: { WallTime(seconds: 1_717_243_200) }, runID: "0c9e41d2",
            terminal: terminal,
            onFailure: { Issue.record("\($0)") })
    }

    @Test("is one file of everything and one of warnings and errors")
    func twoFiles() throws {
        let logger = destination(try settings()).logger("http", level: .info)
        logger.debug("not this")
        logger.info("one")
        #expect(folder.names(in: "logs") == ["musicagent.log"])
        logger.warning("two")
        logger.error("three")
        let all = try folder.text(of: "logs/musicagent.log").split(separator: "\n")
        let errors = try folder.text(of: "logs/musicagent-errors.log").split(separator: "\n")
        #expect(
            try all.map { try JSONValue(parsing: String($0))["message"] } == [
                "one", "two", "three",
            ])
        #expect(
            try errors.map { try JSONValue(parsing: String($0))["message"] } == ["two", "three"])
    }

    @Test("makes no file and no folder while there is nothing to say")
    func lazy() throws {
        let logger = destination(try settings()).logger("http", level: .error)
        logger.warning("not this")
        #expect(folder.names().isEmpty)
    }

    @Test("has the metadata of the logger, of its provider and of the event, the last one winning")
    func metadata() throws {
        var handler = FileLogHandler(
            label: "http", level: .info, destination: destination(try settings()))
        handler.metadataProvider = .init { ["b": "provider", "c": "provider"] }
        var logger = Logger(label: "x") { _ in handler }
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger.info("m", metadata: ["c": "event"])
        let object = try JSONValue(parsing: folder.text(of: "logs/musicagent.log"))
        #expect(object["a"] == "logger")
        #expect(object["b"] == "provider")
        #expect(object["c"] == "event")
        #expect(logger[metadataKey: "a"] == "logger")
    }

    @Test("tells of each line who wrote it: the process, and the statement that ran")
    func writers() async throws {
        let logger = destination(try settings()).logger("http", level: .info)
        logger.info("before")
        for id in ["aaaaaaaa", "bbbbbbbb"] {
            await RunID.$current.withValue(id) {
                logger.info("one")
                await Task { logger.info("two") }.value
            }
        }
        let lines = try folder.text(of: "logs/musicagent.log").split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
        #expect(
            lines.map { $0["run_id"] }
                == ["0c9e41d2", "aaaaaaaa", "aaaaaaaa", "bbbbbbbb", "bbbbbbbb"])
        #expect(lines.allSatisfy { $0["pid"] == .int(Int64(getpid())) })
    }

    @Test("shows lines on the terminal only when asked to")
    func terminal() throws {
        let shown = Mutex<[String]>([])
        let destination = destination(try settings()) { line in shown.withLock { $0.append(line) } }
        destination.logger("http", level: .info).info("hello", metadata: ["n": "1"])
        #expect(
            shown.withLock(\.self) == [
                "2024-06-01T12:00:00.000Z INFO     [http] hello n=\"1\" pid=\(getpid()) run_id=0c9e41d2"
            ])
    }

    @Test("hides the token and the proxy's login")
    func secrets() throws {
        let settings = try settings([
            "DISCOGS_API_TOKEN": "AbCdEfGh", "HTTPS_PROXY": "http://me:pa55word@p:1",
            "LOG_FORMAT": "text",
        ])
        destination(settings).logger("http", level: .info)
            .error("AbCdEfGh me:pa55word pa55word", metadata: ["x": "AbCdEfGh"])
        for name in ["musicagent.log", "musicagent-errors.log"] {
            let text = try folder.text(of: "logs/\(name)")
            #expect(text.contains("[http] •••• •••• •••• x=•••• pid="))
        }
    }

    @Test("rotates as the settings say")
    func rotation() throws {
        let settings = try settings([
            "LOG_ROTATION_SIZE": "200", "LOG_BACKUP_COUNT": "2", "LOG_FILE_NAME": "x.log",
        ])
        let logger = destination(settings).logger("http", level: .info)
        for number in 0..<10 { logger.info("message number \(number)") }
        #expect(folder.names(in: "logs") == ["x.log", "x.log.1", "x.log.2"])
    }

    @Test("that cannot be written never stops anything, and says so once per file")
    func failure() throws {
        try folder.write("", to: "logs")
        let failures = Mutex<[String]>([])
        let destination = LogDestination(
            try settings(), onFailure: { failure in failures.withLock { $0.append(failure.path) } })
        let logger = destination.logger("http", level: .info)
        for _ in 0..<3 { logger.error("lost") }
        #expect(failures.withLock(\.count) == 2)
    }
}
