import Testing

@testable import Records

@Suite("Broken characters in JSON")
struct JSONRepairTests {
    @Test(
        "become U+FFFD, and everything else stays",
        arguments: [
            (#"{"a":"x\ud83c"}"#, "x\u{FFFD}"), (#"{"a":"\udfffx"}"#, "\u{FFFD}x"),
            (#"{"a":"\ud83c\ud83c\udfb5"}"#, "\u{FFFD}\u{1F3B5}"),
            (#"{"a":"\ud83c\u0041"}"#, "\u{FFFD}A"),
            (#"{"a":"\\ud83c \udc00"}"#, "\\ud83c \u{FFFD}"),
        ])
    func surrogates(text: String, value: String) throws {
        #expect(throws: JSONReader.Failure.self) { try JSONValue(parsing: text) }
        let repaired = try #require(JSONRepair.repaired(text.utf8))
        #expect(try JSONValue(parsing: repaired)["a"] == .string(value))
    }

    @Test("so do bytes that are no UTF-8")
    func bytes() throws {
        let text = Array("{\"a\":\"x".utf8) + [0xFF] + Array("\\u00e9\"}".utf8)
        #expect(throws: JSONReader.Failure.self) { try JSONValue(parsing: text) }
        let repaired = try #require(JSONRepair.repaired(text))
        #expect(try JSONValue(parsing: repaired)["a"] == "x\u{FFFD}é")
    }

    @Test(
        "There is nothing to mend in text without them, JSON or not",
        arguments: ["", "{", #"{"a":"\u00e9 \ud83c\udfb5 \\"}"#, "\\", "\\u", #"\u12"#, "nul"])
    func nothing(text: String) { #expect(JSONRepair.repaired(text.utf8) == nil) }
}
