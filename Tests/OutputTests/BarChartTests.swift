import Records
import Testing

@testable import Output

@Suite("Bar charts")
struct BarChartTests {
    private func chart(
        _ bars: [(JSONValue, JSONValue)], _ width: Int, field: String = "", limit: Int = 30,
        isColored: Bool = false, isUnicode: Bool = true
    ) -> String {
        BarChart.render(
            bars.map { BarChart.Bar(label: $0, size: $1) }, field: field, limit: limit,
            style: TerminalStyle(width: width, isColored: isColored, isUnicode: isUnicode))
    }

    private static let years: [(JSONValue, JSONValue)] = [
        (1957, 3), (1958, 12), ("1959", 24), (0, 2), (nil, 1),
    ]

    @Test("The longest bar takes the room that labels and numbers leave, at 40 columns")
    func narrow() {
        #expect(
            chart(Self.years, 40, field: "year") == """
                  1957  ███▋ 3
                  1958  ██████████████▌ 12
                  1959  █████████████████████████████ 24
                (none)  ███▋ 3

                """)
    }

    @Test("The same at 80 columns")
    func wide() {
        #expect(
            chart(Self.years, 80, field: "year") == """
                  1957  ████████▋ 3
                  1958  ██████████████████████████████████▌ 12
                  1959  █████████████████████████████████████████████████████████████████████ 24
                (none)  ████████▋ 3

                """)
    }

    @Test("Without Unicode bars are made of #, and labels of ASCII")
    func ascii() {
        #expect(
            chart([("Blue Note", 4), ("Châtelet", 1), ("x", 0)], 40, isUnicode: false) == """
                Blue Note  ########################### 4
                Chatelet   ####### 1
                x          0

                """)
    }

    @Test("A sum beyond all numbers has a whole bar, and no number at all has none")
    func infinite() {
        #expect(
            chart([("a", 1e308), ("a", 1e308), ("b", .double(.nan)), ("c", 2)], 20) == """
                a  ████████████ null
                b  null
                c  ████████████ 2

                """)
    }

    @Test("Wide characters count for two, and labels are cut to leave room for bars")
    func wideCharacters() {
        let text = chart(
            [("坂本龍一と渡辺香津美と矢野顕子", 2), ("Yellow Magic Orchestra and others", 1)], 40)
        #expect(
            text == """
                坂本龍一と渡辺…   ████████████████████ 2
                Yellow Magic Or…  ██████████ 1

                """)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 40) }
    }

    @Test("Control characters in a value are pictures of themselves and move nothing")
    func hostile() {
        let text = chart([("Evil\u{1B}[2J\r\n\u{202E}Twin", 2), ("Tab\tbed\u{7}", 1)], 80)
        #expect(!text.unicodeScalars.contains { TerminalText.isUnsafe($0) && $0 != "\n" })
        #expect(text.split(separator: "\n").count == 2)
        #expect(text.hasPrefix("Evil␛[2J"))
    }

    @Test("Something is never no bar, and nothing never one")
    func extremes() {
        #expect(
            chart([("much", 10_000), ("a little", 1), ("nothing", 0), ("less", -5)], 40) == """
                much      ████████████████████████ 10000
                a little  ▏ 1
                nothing   0
                less      -5

                """)
        #expect(chart([("a", 0), ("b", nil)], 40) == "a  0\nb  –\n")
        #expect(chart([], 40) == "")
    }

    @Test("Sums are shown in two decimals where they have many")
    func sums() {
        #expect(chart([("a", 0.5), ("b", 0.1234567)], 12) == "a  ████ 0.5\nb  █ 0.12\n")
    }

    @Test("What is behind the limit becomes one line with its total, before what has no value")
    func folding() {
        let bars: [(JSONValue, JSONValue)] = (1...6).map { (.string("L\($0)"), .int(10 - $0)) }
        #expect(
            chart(bars + [("", 1)], 30, limit: 3) == """
                L1        █████████████████ 9
                L2        ███████████████▏ 8
                L3        █████████████▎ 7
                … 3 more  15
                (none)    █▉ 1

                """)
        #expect(!chart(bars, 30, limit: 5).contains("more"))
    }

    @Test("Colour dims what is no value and takes no room")
    func colour() {
        #expect(
            chart([("a", 1), (nil, 1)], 20, isColored: true)
                == "a       ██████████ 1\n\u{1B}[2m(none)\u{1B}[22m  ██████████ 1\n")
    }

    @Test("Every line fits, however narrow the terminal", arguments: 1...40)
    func fits(_ width: Int) {
        for isUnicode in [true, false] {
            let text = chart(
                Self.years + [("A long label, 坂本龍一", 1_234_567)], width, limit: 2,
                isUnicode: isUnicode)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width)
            }
        }
    }
}
