import Testing

@testable import Output

@Suite struct TerminalTextTests {
    @Test(
        "Control characters become visible and lose their power",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
            ("\u{1B}]0;title\u{7}", "␛]0;title␇"),
            ("over\rwritten", "over␍written"),
            ("back\u{8}space", "back␈space"),
            ("nul\0", "nul␀"),
            ("del\u{7F}", "del␡"),
            ("csi\u{9B}31m", "csi\u{FFFD}31m"),
            ("osc\u{9D}0;x\u{9C}", "osc\u{FFFD}0;x\u{FFFD}"),
            ("\u{90}\u{91}\u{92}", "\u{FFFD}"),
            ("form\u{C}feed\u{B}", "form␌feed␋"),
        ])
    func controls(_ text: String, _ clean: String) {
        #expect(TerminalText.sanitised(text) == clean)
    }

    @Test("Every control character of C0 and C1 is gone, whatever stands around it")
    func allControls() {
        for value in Array(0..<0x20) + Array(0x7F..<0xA0) {
            let scalar = Unicode.Scalar(UInt32(value))
            let text = "é" + scalar.map { String(Character($0)) }.unsafelyUnwrapped + "é"
            for clean in [
                TerminalText.sanitised(text), TerminalText.sanitisedKeepingNewlines(text),
            ] {
                #expect(!clean.unicodeScalars.contains { $0 != "\n" && TerminalText.isUnsafe($0) })
            }
            #expect(!TerminalText.sanitised(text).contains("\n"))
        }
    }

    @Test("Line breaks and tabs become spaces on one line")
    func oneLine() {
        #expect(
            TerminalText.sanitised("a\r\nb\nc\td\u{85}e\u{2028}f\u{2029}g") == "a b c d e f g")
    }

    @Test("Line breaks of every kind become line feeds where they are kept")
    func keptNewlines() {
        #expect(
            TerminalText.sanitisedKeepingNewlines("a\r\nb\nc\td\u{85}e\u{2028}f\rg")
                == "a\nb\nc d\ne\nf␍g")
    }

    @Test(
        "Characters that reorder text are replaced",
        arguments: [
            "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
            "\u{2068}", "\u{2069}",
        ])
    func bidi(_ control: String) {
        #expect(TerminalText.sanitised("x\(control)gpj.exe") == "x\u{FFFD}gpj.exe")
    }

    @Test(
        "Marks without width that honest data holds go without a trace",
        arguments: [
            "\u{200E}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{FEFF}", "\u{2060}", "\u{AD}",
        ]
    )
    func strays(_ mark: String) {
        #expect(TerminalText.sanitised("Dist\(mark)ribué") == "Distribué")
    }

    @Test("A run of invisible characters is replaced once")
    func invisibleRun() {
        let hidden = String(repeating: "\u{E0041}\u{2062}\u{115F}", count: 500)
        #expect(TerminalText.sanitised("a\(hidden)b") == "a\u{FFFD}b")
        #expect(TerminalText.isUnsafe("\u{FFF9}"))
    }

    @Test("Joiners stay between letters only")
    func joiners() {
        let persian = "می\u{200C}خواهم"
        #expect(TerminalText.sanitised(persian) == persian)
        #expect(TerminalText.sanitised("क्\u{200D}ष") == "क्\u{200D}ष")
        #expect(TerminalText.sanitised("a\u{200D}\u{200D}\u{200D}b") == "a\u{FFFD}b")
        #expect(TerminalText.sanitised("\u{200D}a\u{200C}") == "\u{FFFD}a\u{FFFD}")
        #expect(TerminalText.sanitised("👨\u{200D}👩\u{200D}👧") == "👨👩👧")
        #expect(TerminalText.sanitised("❤\u{FE0F}\u{200D}🔥") == "❤🔥")
    }

    @Test("A letter keeps its marks, but no tower of them")
    func marks() {
        #expect(TerminalText.sanitised("e\u{301}") == "e\u{301}")
        let tower = "a" + String(repeating: "\u{336}", count: 60) + "b"
        let clean = TerminalText.sanitised(tower)
        #expect(clean.unicodeScalars.filter { $0 == "\u{336}" }.count == 8)
        #expect(clean.hasSuffix("\u{FFFD}b"))
    }

    @Test(
        "Text in any script stays as it is",
        arguments: [
            "Björk", "Sigur Rós", "坂本龍一", "Мумий Тролль", "מיילס דייויס", "فيروز", "태양", "๑๙๗๐",
            "33 ⅓ RPM", "7\" – 45 RPM", "🇯🇵", "♥", "\u{600}١٢",
        ])
    func scripts(_ text: String) {
        #expect(TerminalText.sanitised(text) == text)
    }

    @Test(
        "A terminal without Unicode gets the nearest ASCII",
        arguments: [
            ("Björk – Début", "Bjork - Debut"), ("ÉMILE", "EMILE"), ("33 ⅓ RPM", "33 1/3 RPM"),
            ("2 × “LP”…", "2 x \"LP\"..."), ("坂本", "??"), ("a\nb", "a\nb"), ("Łódź", "Lodz"),
        ])
    func ascii(_ text: String, _ plain: String) {
        let style = TerminalStyle(width: 80, isUnicode: false)
        #expect(style.lines(text) == plain)
    }

    @Test("Colour is left out where the terminal has none")
    func colour() {
        #expect(TerminalStyle(width: 80).bold("x") == "x")
        #expect(TerminalStyle(width: 80, isColored: true).bold("x") == "\u{1B}[1mx\u{1B}[22m")
        #expect(TerminalStyle(width: 80, isColored: true).dim("") == "")
        #expect(TerminalStyle(width: -5).width == 1)
    }
}
