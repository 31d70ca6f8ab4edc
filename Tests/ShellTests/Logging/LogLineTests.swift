import Discogs
import Logging
import Records
import Testing

@testable import Shell

@Suite("A log line")
struct LogLineTests {
    private func line(
        _ message: String, _ metadata: Logger.Metadata = [:], _ format: LogFormat = .json
    ) -> String {
        let line = LogLine(
            time: WallTime(seconds: 0), level: .info, label: "http", message: message,
            writer: LogLine.Writer(processID: 7, runID: "0c9e41d2"), metadata: metadata)
        let bytes = line.bytes(format, masking: SecretMask([Secret("AbCdEfGh")]))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("is one JSON object: time, level, logger, message, process, run, and the metadata")
    func json() {
        let text = line("sent", ["status": "\(200)", "attempt": .stringConvertible(2), "a": ["x"]])
        #expect(
            text == #"{"time":"1970-01-01T00:00:00.000Z","level":"info","logger":"http","#
                + #""message":"sent","pid":7,"run_id":"0c9e41d2","a":["x"],"attempt":2,"status":"200"}"#
                + "\n")
    }

    @Test("is readable text otherwise")
    func text() {
        #expect(
            line("sent off", ["n": .stringConvertible(2), "url": "/a b", "empty": ""], .text)
                == "1970-01-01T00:00:00.000Z INFO     [http] sent off empty=\"\" n=2 url=\"/a b\" "
                + "pid=7 run_id=0c9e41d2\n")
    }

    @Test("keeps numbers, truth values, lists and objects in JSON")
    func values() throws {
        let metadata: Logger.Metadata = [
            "whole": .stringConvertible(-7), "part": .stringConvertible(0.5),
            "huge": .stringConvertible(UInt64.max), "flag": .stringConvertible(true),
            "nested": ["b": ["1", "2"], "a": "x"],
        ]
        let object = try JSONValue(parsing: line("m", metadata))
        #expect(object["whole"] == .int(-7))
        #expect(object["part"] == 0.5)
        #expect(object["huge"] == "18446744073709551615")
        #expect(object["flag"] == true)
        #expect(object["nested"] == ["a": "x", "b": ["1", "2"]])
    }

    @Test("does not let metadata pass for the line's own members")
    func collision() throws {
        let metadata: Logger.Metadata = [
            "level": "debug", "time": "never", "pid": "1", "run_id": "x",
        ]
        let object = try JSONValue(parsing: line("m", metadata))
        #expect(object["level"] == "info" && object["pid"] == 7 && object["run_id"] == "0c9e41d2")
        #expect(object["metadata.level"] == "debug" && object["metadata.pid"] == "1")
        let text = line("m", metadata, .text)
        let read = try #require(LogText.members(of: text.utf8.dropLast()))
        let names = ["level", "pid", "run_id", "time"].map { "metadata.\($0)" }
        #expect(
            read.map(\.0) == ["time", "level", "logger", "message"] + names + ["pid", "run_id"])
    }

    @Test("is one line without control characters, in both formats", arguments: LogFormat.allCases)
    func controls(format: LogFormat) throws {
        let evil = "a\r\nb\u{0}\u{1B}[2Jc\u{9B}31m\u{7F}\u{202E}d\u{2028}e\tf\u{E0041}"
        let text = line(evil, [evil: "\(evil)"], format)
        #expect(text.hasSuffix("\n"))
        for scalar in text.unicodeScalars.dropLast() {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            #expect(![0x202E, 0x2028, 0xE0041].contains(scalar.value))
        }
        if format == .json {
            let object = try JSONValue(parsing: text)
            #expect(object["message"] == .string(evil))
            #expect(object[evil] == .string(evil))
        } else {
            let escaped =
                #""a\r\nb\u0000\u001b[2Jc\u009b31m\u007f\u202ed\u2028e\tf\udb40\udc41""#
            #expect(text.contains("[http] \(escaped) ") && text.contains("=\(escaped) "))
        }
    }

    @Test("has no secret in it, wherever it stood", arguments: LogFormat.allCases)
    func secrets(format: LogFormat) {
        let text = line(
            "GET /?x=AbCdEfGh token=abc1",
            [
                "url": "https://h/?token=abc2", "Authorization": "Discogs abc3",
                "AbCdEfGh": "x", "object": ["password": "abc4", "list": ["AbCdEfGh"]],
                "value": .stringConvertible(Secret("abc5")),
            ], format)
        #expect(!text.contains("AbCdEfGh") && !text.contains("abc"))
        #expect(text.contains("••••"))
    }

    @Test("of endless text has only the beginning, in whole characters")
    func long() throws {
        let text = line(
            String(repeating: "é", count: 100_000), ["x": "a\(String(repeating: "é", count: 9000))"]
        )
        #expect(text.utf8.count < 2 * LogLine.textLengths[0] + 200)
        let object = try JSONValue(parsing: text)
        for text in [object["message"], object["x"]].map({ $0?.stringValue ?? "" }) {
            #expect(text.hasSuffix("é…") && !text.contains("\u{FFFD}"))
        }
    }

    @Test("is never longer than a line may be", arguments: LogFormat.allCases)
    func bounded(format: LogFormat) throws {
        let evil = String(repeating: "\u{1}", count: 10_000)
        let many = (0..<20).map { ("key\($0)", Logger.MetadataValue.string(evil)) }
        let texts = line(evil, Dictionary(uniqueKeysWithValues: many), format)
        #expect(texts.utf8.count <= LogLine.maximumLength && texts.contains("key19"))
        let endless: Logger.Metadata = ["list": .array(Array(repeating: "x", count: 20_000))]
        let list = line("sent", endless, format)
        #expect(list.utf8.count < 300)
        #expect(list.contains("omitted"))
    }
}
