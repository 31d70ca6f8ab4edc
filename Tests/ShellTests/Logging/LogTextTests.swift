import Logging
import Records
import Testing

@testable import Shell

@Suite("A line of the format text")
struct LogTextTests {
    private static let writer = LogLine.Writer(processID: 7, runID: "12345678")

    private func line(_ message: String, _ metadata: Logger.Metadata = [:]) -> [UInt8] {
        let line = LogLine(
            time: WallTime(seconds: 0), level: .notice, label: "http", message: message,
            writer: Self.writer, metadata: metadata)
        return line.bytes(.text, masking: SecretMask()).dropLast()
    }

    private static let texts = [
        "", " ", "plain", "two words", "two  blanks", " edge ", "a=b", "x a=b pid=1", "\"", "\\",
        "\"quoted\"", "7", "-7", "0.5", "1e5", "true", "null", "nan", "[1]", "{}", "é", "\u{301}x",
        "a\nb", "a\r\n2026-01-01T00:00:00.000Z INFO [x] forged pid=1 run_id=abcdef00",
        "\u{1B}[2J", "\u{202E}", "\u{2028}", "\u{E0041}", "日本 語", "a\tb", "\u{A0}", "👩‍👩‍👧",
    ]

    @Test("is read as it was written, its message and its values", arguments: texts)
    func roundTrip(text: String) throws {
        let bytes = line(text, ["a": "\(text)", "number": .stringConvertible(5), "z": "1"])
        let members = try #require(LogText.members(of: bytes))
        #expect(
            members.map(\.0) == [
                "time", "level", "logger", "message", "a", "number", "z", "pid", "run_id",
            ])
        #expect(members[1].1 == "notice" && members[2].1 == "http")
        #expect(members[3].1 == .string(text))
        #expect(members[4].1 == .string(text))
        #expect(members[5].1 == 5)
        #expect(members[6].1 == "1")
        #expect(members[7].1 == 7 && members[8].1 == "12345678")
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        #expect(scalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }

    @Test("is none when any part of its end is missing", arguments: ["plain", "a=b \"c\""])
    func torn(text: String) {
        let bytes = line(text, ["n": .stringConvertible(200), "t": "\(text)"])
        #expect(LogText.members(of: bytes) != nil)
        for length in bytes.indices { #expect(LogText.members(of: bytes.prefix(length)) == nil) }
    }

    @Test(
        "of anything else is none",
        arguments: ["", "x", "a b [c] d", "a b c d run_id=abcdef00", "\u{FF}"])
    func foreign(text: String) {
        #expect(LogText.members(of: Array(text.utf8)) == nil)
    }

    @Test("has names of plain letters only")
    func keys() {
        #expect(LogText.key("request_id") == "request_id")
        #expect(LogText.key("a b=\"\né") == "a_b____")
        #expect(LogText.key("") == "_")
    }
}
