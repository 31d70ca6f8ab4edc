/// Text as somebody might put it into a database to trouble whoever reads it there, from a seed.
struct HostileText {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// From 0 up to below the bound.
    mutating func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[number(below: values.count)]
    }

    mutating func text() -> String {
        let count = pick([1, 1, 2, 3, 5, 8, 40])
        return (0..<count).map { _ in piece() }.joined(separator: pick(["", "", " "]))
    }

    private mutating func piece() -> String {
        switch number(below: 12) {
        case 0: pick(Self.sequences)
        case 1: scalar(in: 0x80...0x9F)
        case 2: scalar(in: 0x00...0x1F)
        case 3: pick(Self.invisible)
        case 4:
            pick(Self.letters)
                + String(repeating: scalar(in: 0x300...0x36F), count: pick([1, 9, 60]))
        case 5: String(decoding: pick(Self.noUTF8), as: UTF8.self)
        case 6: pick(Self.wide)
        // One character, however many they are.
        case 11: String(repeating: "\u{1100}", count: pick([1, 9, 200]))
        case 7: String(repeating: pick(Self.letters), count: pick([3, 80, 500]))
        case 8: scalar(in: 0x20...0xFFFF)
        case 9: scalar(in: 0x1_0000...0x10_FFFF)
        default: pick(Self.words)
        }
    }

    private mutating func scalar(in range: ClosedRange<UInt32>) -> String {
        let value = range.lowerBound + UInt32(number(below: range.count))
        // Halves of surrogate pairs are none.
        return String(Character(Unicode.Scalar(value) ?? "\u{FFFD}"))
    }

    private static let sequences = [
        "\u{1B}[31m", "\u{1B}[2J\u{1B}[H", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;cm0=\u{1B}\\",
        "\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "\u{1B}P+q544e\u{1B}\\", "\u{1B}c",
        "\u{1B}[?1049h", "\u{1B}[6n", "\u{1B}[>q", "\u{9B}31m", "\u{9D}0;t\u{9C}",
        "\u{90}q#0\u{9C}",
        "\u{1B}_Gi=1;\u{1B}\\", "\u{E}\u{F}", "\u{8}\u{8}\u{8}", "\r\u{1B}[K", "\u{C}", "\u{7F}",
        "\u{1B}", "\u{1B}[", "\u{1B}[200~rm\n\u{1B}[201~", "\r\n", "\u{2028}", "\u{85}",
        "\u{1}\u{2}",
    ]
    private static let invisible = [
        "\u{202E}", "\u{202D}", "\u{2066}", "\u{2067}", "\u{2069}", "\u{202C}", "\u{200E}",
        "\u{200F}", "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
        "\u{AD}", "\u{FE0F}", "\u{E0041}", "\u{E0100}", "\u{115F}", "\u{3164}", "\u{FFF9}",
        "\u{180E}",
    ]
    private static let noUTF8: [[UInt8]] = [
        [0xC0, 0xAF], [0xC1, 0x9B], [0xE0, 0x80, 0x9B], [0xF0, 0x80, 0x80, 0x9B],
        [0xED, 0xA0, 0xBD],
        [0xED, 0xB8, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x9B, 0x33, 0x31, 0x6D],
        [0xE2, 0x82],
        [0xF8, 0x88, 0x80, 0x80, 0x80],
    ]
    private static let wide = [
        "坂本龍一", "ﾏｲﾙｽ", "マイルス", "태양", "Ａ", "🎷", "🇯🇵", "👍🏽", "👨‍👩‍👧", "♥️", "𠀀", "😀", "ก็", "नि", "ﷺ",
        "༽", "か\u{3099}", "مرحبا", "\u{1F1EF}", "1\u{20E3}",
    ]
    private static let letters = ["a", "e", "坂", "x", "é", "م"]
    private static let words = [
        "Kind Of Blue", "=cmd|'/c calc'!A0", "@SUM(1)", "[b]bold[/b]", "[a=Miles Davis]", "<b>",
        "|",
        "\"", "'", "\\", "`$(x)`", "- ", "# ", ": ", "%s%n", "NULL", "https://x.example/y?z",
        "1e309", "",
    ]
}
