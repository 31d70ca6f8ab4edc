import Records
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    @Test("writes compact text in the order of the members")
    func compact() {
        let value: JSONValue = ["b": [1, 2.5, nil], "a": ["x": true, "y": "q\"\\\n"], "e": []]
        #expect(value.json() == #"{"b":[1,2.5,null],"a":{"x":true,"y":"q\"\\\n"},"e":[]}"#)
    }

    @Test("indents pretty text by two spaces, and leaves empty lists on their line")
    func pretty() {
        let value: JSONValue = ["a": [1, ["b": 2]], "c": [], "d": [:]]
        #expect(
            value.json(pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": 2
                    }
                  ],
                  "c": [],
                  "d": {}
                }
                """)
    }

    @Test("escapes every control character")
    func controlCharacters() throws {
        let text = String(String.UnicodeScalarView((0..<32).map { Unicode.Scalar($0) })) + "\u{7F}"
        let json = JSONValue.string(text).json()
        #expect(json.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        #expect(try JSONValue(parsing: json) == .string(text))
    }

    @Test("numbers without a place in JSON become null")
    func notFinite() {
        #expect(JSONValue.array([.double(.infinity), .double(.nan)]).json() == "[null,null]")
    }

    @Test("what was written reads back the same", arguments: 0..<50)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let value = JSONValue.random(depth: 4, using: &random)
        #expect(try JSONValue(parsing: value.json()) == value)
        #expect(try JSONValue(parsing: value.json(pretty: true)) == value)
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SplitMix) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .int(.random(in: .min ... .max, using: &random))
        case 3: return .double(.random(in: -1e9...1e9, using: &random))
        case 4, 5:
            let letters = ["a", "é", "\"", "\\", "\n", "\u{0}", "漢", "🎵", " "]
            let text = (0..<6).map { _ in letters.randomElement(using: &random) ?? "" }
            return .string(text.joined())
        case 6: return .array((0..<3).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            return .object(
                JSONObject(
                    (0..<3).map { ("k\($0)", .random(depth: depth - 1, using: &random)) }))
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
