import Records
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("keeps the order of an object's members")
    func order() throws {
        let value = try JSONValue(parsing: #"{"z": 1, "a": {"y": 2, "b": 3}, "m": []}"#)
        #expect(value.objectValue?.keys == ["z", "a", "m"])
        #expect(value["a"]?.objectValue?.keys == ["y", "b"])
    }

    @Test("tells whole numbers from others, up to 64 bits")
    func numbers() throws {
        let value = try JSONValue(
            parsing: "[1, -5, 2828937565, 9223372036854775807, 18446744073709551615, "
                + "230.0, 1e3, 0.1]")
        #expect(
            value == [
                1, -5, 2_828_937_565, .int(.max), .double(0x1p64), 230.0,
                1000.0, 0.1,
            ])
    }

    @Test("reads escapes, surrogate pairs and text outside ASCII")
    func strings() throws {
        let value = try JSONValue(parsing: #"["\u00e9\n\"\\/", "\ud83c\udfb5", "椎名林檎", ""]"#)
        #expect(value == ["é\n\"\\/", "🎵", "椎名林檎", ""])
    }

    @Test("keeps the last value of a key that occurs twice, in objects of any size")
    func repeatedKeys() throws {
        let small = try JSONValue(parsing: #"{"a": 1, "b": 2, "a": 3}"#)
        #expect(small.objectValue?.keys == ["a", "b"])
        #expect(small["a"] == 3)
        let members = (0..<200).map { "\"k\($0 % 100)\": \($0)" }.joined(separator: ",")
        let large = try JSONValue(parsing: "{\(members)}")
        #expect(large.objectValue?.count == 100)
        #expect(large["k7"] == 107)
    }

    @Test(
        "refuses what is not one JSON value",
        arguments: [
            "", " ", "{", "[1,]", "nul", "\"abc", "{\"a\" 1}", "1 2", "[\"\u{1}\"]",
            #"["\ud800"]"#, "<html></html>",
        ])
    func malformed(text: String) {
        #expect(throws: JSONReader.Failure.self) { try JSONValue(parsing: text) }
    }

    @Test("refuses bytes that are no UTF-8")
    func invalidUTF8() {
        #expect(throws: JSONReader.Failure.self) {
            try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22] as [UInt8])
        }
    }

    @Test("refuses nesting without end, and does not crash")
    func depthBomb() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONReader.Failure.self) { try JSONValue(parsing: text) }
    }

    @Test("refuses a text longer than allowed")
    func sizeLimit() {
        #expect(throws: JSONReader.Failure.self) {
            var reader = JSONReader(maximumBytes: 64)
            return try reader.read(
                "\"" + String(repeating: "x", count: 200) + "\"")
        }
    }

    @Test("says why")
    func reason() throws {
        do {
            _ = try JSONValue(parsing: "{\"a\": }")
            Issue.record("read what is no JSON")
        } catch {
            #expect(!error.reason.isEmpty)
            #expect("\(error)" == error.reason)
        }
    }

    @Test("one reader reads many texts, and goes on after a bad one")
    func reuse() throws {
        var reader = JSONReader()
        #expect(try reader.read("[1]") == [1])
        #expect((try? reader.read("[")) == nil)
        #expect(try reader.read("{\"a\": true}") == ["a": true])
    }
}
