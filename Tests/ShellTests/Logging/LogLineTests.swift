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
            metadata: metadata)
        let bytes = line.bytes(format, masking: SecretMask([Secret("AbCdEfGh")]))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("is one JSON object with the time, level, logger, message and metadata")
    func json() {
        let text = line("sent", ["status": "\(200)", "attempt": .stringConvertible(2), "a": ["x"]])
        #expect(
            text == #"{"time":"1970-01-01T00:00:00.000Z","level":"info","logger":"http","#
                + #""message":"sent","a":["x"],"attempt":2,"status":"200"}"# + "\n")
    }

    @Test("is readable text otherwise")
    func text() {
        #expect(
            line("sent off", ["n": .stringConvertible(2), "url": "/a b", "empty": ""], .text)
                == "1970-01-01T00:00:00.000Z INFO     [http] sent off empty=\"\" n=2 url=\"/a b\"\n"
        )
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
        let object = try JSONValue(parsing: line("m", ["level": "debug", "time": "never"]))
        #expect(object["level"] == "info")
        #expect(object["metadata.level"] == "debug")
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
            #expect(
                text.contains(
                    "a\\r\\nb\\u{0}\\u{1b}[2Jc\\u{9b}31m\\u{7f}\\u{202e}d\\u{2028}e\\tf\\u{e0041}"))
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

    @Test("of endless text has only the beginning")
    func long() {
        let text = line(String(repeating: "é", count: 100_000))
        #expect(text.utf8.count < LogLine.maximumTextLength + 200)
        #expect(text.contains("…"))
    }
}
