import Discogs
import Logging
import Records
import Synchronization
import Testing

@testable import Commands
@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A log that is read again")
struct LogRowsTests {
    private let folder = TemporaryFolder()

    private func line(
        _ seconds: Int, _ event: String = "reply", format: LogFormat = .json,
        _ metadata: Logger.Metadata = [:]
    ) -> String {
        let line = LogLine(
            time: WallTime(seconds: Int64(seconds)), level: .info, label: "client", message: event,
            writer: LogLine.Writer(processID: 7, runID: "0c9e41d2"),
            metadata: ["number": .stringConvertible(seconds)].merging(metadata) { $1 })
        return String(decoding: line.bytes(format, masking: SecretMask()), as: UTF8.self)
    }

    private func write(_ numbers: some Sequence<Int>, to name: String) throws {
        try folder.write(numbers.map { line($0) }.joined(), to: name)
    }

    private func reader(
        newest: Int? = nil, mask: SecretMask = SecretMask(),
        whenDone: @escaping @Sendable (LogRows.Result) -> Void = { _ in }
    ) -> LogRows {
        LogRows(
            of: LogRows.Place(path: "\(folder.path)/a.log", backupCount: 3), newest: newest,
            masking: mask, whenDone: whenDone)
    }

    private func read(
        newest: Int? = nil, mask: SecretMask = SecretMask()
    ) async throws -> (rows: [Row], result: LogRows.Result) {
        let done = Mutex<LogRows.Result?>(nil)
        let reader = reader(newest: newest, mask: mask) { result in done.withLock { $0 = result } }
        var rows: [Row] = []
        while let batch = try await reader.next() { rows += batch }
        let result = done.withLock(\.self)
        return (rows, try #require(result))
    }

    private func numbers(_ rows: [Row]) -> [Int64] { rows.compactMap { $0["number"]?.intValue } }

    @Test("gives the fields in one order, numbers as numbers, whatever the format")
    func fields() async throws {
        let metadata: Logger.Metadata = [
            "status": .stringConvertible(503), "method": "GET", "path": "/artists/1?q=a b",
            "attempt": .stringConvertible(2), "request_id": "00000012", "error": "server",
            "bytes": .stringConvertible(4), "duration_ms": .stringConvertible(12),
            "waited_ms": .stringConvertible(0), "detail": "oops \"x\"", "reason": "pacing",
        ]
        for format in LogFormat.allCases {
            try folder.write(line(0, format: format, metadata), to: "a.log")
            let rows = try await read().rows
            #expect(
                rows.map { $0.json() } == [
                    #"{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"reply","#
                        + #""method":"GET","path":"/artists/1?q=a b","status":503,"duration_ms":12,"#
                        + #""waited_ms":0,"attempt":2,"reason":"pacing","error":"server","#
                        + #""detail":"oops \"x\"","request_id":"00000012","run_id":"0c9e41d2","#
                        + #""pid":7,"logger":"client","bytes":4,"number":0}"#
                ])
            let named = rows.flatMap(\.keys).prefix(LogField.names.count)
            #expect(Array(named) == LogField.names)
        }
    }

    @Test("comes in the order of its times, over all files, also beyond a missing one")
    func order() async throws {
        try write([1, 3, 2], to: "a.log.7")
        try write([5, 4], to: "a.log.2")
        try write([8, 6], to: "a.log.1")
        try write([7, 9], to: "a.log")
        // What lies behind a second gap is some other file.
        #expect(numbers(try await read().rows) == [4, 5, 6, 7, 8, 9])
        try write([1, 3, 2], to: "a.log.3")
        #expect(numbers(try await read().rows) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test("leaves out what requests tell twice, what is broken and what is not ours")
    func skipped() async throws {
        let whole = line(1)
        let text =
            line(0, "sending") + whole + line(2, "answered") + whole.dropLast(9) + "\n\n"
            + "{\"time\":\"now\",\"level\":\"info\",\"message\":\"x\"}\n"
            + "{\"time\":\"2026-02-31T00:00:00.000Z\",\"level\":\"info\",\"message\":\"x\"}\n"
            + "{\"time\":\"1970-01-01T00:00:00.000Z\",\"level\":\"loud\",\"message\":\"x\"}\n"
            + "{\"time\":\"1970-01-01T00:00:00.000Z\",\"level\":\"info\",\"message\":\"\\ud800\"}\n"
            + "[1]\nwords\n" + String(repeating: "x", count: 300_000) + "\n"
            + line(3, format: .text) + line(4).dropLast(3)
        try folder.write(text, to: "a.log")
        let (rows, result) = try await read()
        #expect(numbers(rows) == [1, 3])
        #expect(result.rows == 2)
        #expect(result.skipped == 9)
    }

    @Test("gives the newest alone where no more is wanted, and says whether there is more")
    func newest() async throws {
        try write(1...5, to: "a.log.1")
        try write(6...8, to: "a.log")
        for (count, expected, hasMore) in [
            (2, [7, 8], true), (3, [6, 7, 8], true), (4, [5, 6, 7, 8], true),
            (8, Array(1...8), false), (9, Array(1...8), false),
        ] {
            let (rows, result) = try await read(newest: count)
            #expect(numbers(rows) == expected.map(Int64.init))
            #expect(result.hasMore == hasMore)
        }
    }

    @Test("is the log as it was when reading began, whoever rotates and writes meanwhile")
    func rotation() async throws {
        try write(1...4000, to: "a.log.1")
        try write(4001...4010, to: "a.log")
        let reader = reader()
        var rows = try await reader.next() ?? []
        for number in [2, 1] {
            rename("\(folder.path)/a.log.\(number)", "\(folder.path)/a.log.\(number + 1)")
        }
        rename("\(folder.path)/a.log", "\(folder.path)/a.log.1")
        try write(5000...5010, to: "a.log")
        while let batch = try await reader.next() { rows += batch }
        #expect(numbers(rows) == (1...4010).map { $0 })
    }

    @Test("keeps few rows in memory, however many there are")
    func bounded() async throws {
        try write(1...20_000, to: "a.log")
        let reader = reader()
        var (count, largest) = (0, 0)
        while let batch = try await reader.next() {
            count += batch.count
            largest = max(largest, batch.count)
        }
        #expect(count == 20_000)
        #expect(largest < 3000)
    }

    @Test("shows no secret that was none yet when it was written")
    func secrets() async throws {
        try folder.write(
            line(
                1, "s3cr3tWord",
                ["path": "/x?q=s3cr3tWord", "list": ["s3cr3tWord"], "api_token": "abc"]),
            to: "a.log")
        let rows = try await read(mask: SecretMask([Secret("s3cr3tWord")])).rows
        #expect(rows.count == 1)
        #expect(rows[0]["path"] == "/x?q=••••")
        #expect(!rows[0].json().contains("s3cr3tWord") && !rows[0].json().contains("abc"))
    }

    @Test("is empty where there is none, and makes nothing")
    func missing() async throws {
        let (rows, result) = try await read()
        #expect(rows.isEmpty && result.rows == 0)
        #expect(folder.names().isEmpty)
    }

    @Test("that cannot be read says why")
    func unreadable() async throws {
        symlink("/etc/hostname", "\(folder.path)/a.log")
        #expect(try await read().rows.isEmpty)
    }
}
