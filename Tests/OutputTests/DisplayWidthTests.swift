import Testing

@testable import Output

@Suite struct DisplayWidthTests {
    @Test(
        "Widths are those of a terminal",
        arguments: [
            ("", 0), ("Miles", 5), ("Björk", 5), ("e\u{301}", 1), ("坂本龍一", 8), ("ﾏｲﾙｽ", 4),
            ("マイルス・デイヴィス", 20), ("태양", 4), ("태", 2), ("Ａ", 2), ("🎷", 2), ("🇯🇵", 2),
            ("👍🏽", 2), ("♥", 1), ("…", 1), ("─", 1), ("\u{200B}", 0), ("مرحبا", 5), ("\u{7}", 0),
            ("\u{301}", 0), ("か\u{3099}", 2), ("𠀀", 2), ("①", 1),
        ])
    func widths(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test("A text that fits is not cut")
    func fits() {
        #expect(DisplayWidth.truncated("Kind Of Blue", to: 12) == "Kind Of Blue")
        #expect(DisplayWidth.truncated("坂本龍一", to: 8) == "坂本龍一")
    }

    @Test("A text that does not fit ends in an ellipsis, within the width")
    func cut() {
        #expect(DisplayWidth.truncated("Kind Of Blue", to: 8) == "Kind Of…")
        #expect(DisplayWidth.truncated("坂本龍一", to: 6) == "坂本…")
        #expect(DisplayWidth.truncated("坂本龍一", to: 5) == "坂本…")
        #expect(DisplayWidth.truncated("Kind Of Blue", to: 8, ellipsis: "..") == "Kind O..")
        #expect(DisplayWidth.truncated("Kind", to: 2, ellipsis: "..") == "Ki")
        #expect(DisplayWidth.truncated("Kind", to: 1) == "K")
        #expect(DisplayWidth.truncated("坂本", to: 1) == "")
        #expect(DisplayWidth.truncated("Kind", to: 0) == "")
        for width in 1...12 {
            #expect(DisplayWidth.of(DisplayWidth.truncated("a坂b本c龍d一e", to: width)) <= width)
        }
    }

    @Test("Padding counts columns, not characters")
    func padding() {
        #expect(DisplayWidth.padded("坂本", to: 6) == "坂本  ")
        #expect(DisplayWidth.padded("7", to: 3, right: true) == "  7")
        #expect(DisplayWidth.padded("e\u{301}", to: 2) == "e\u{301} ")
        #expect(DisplayWidth.padded("long", to: 2) == "long")
    }

    @Test("Text wraps between words")
    func wrapping() {
        #expect(
            DisplayWidth.wrapped("one two three four", to: 9) == ["one two", "three", "four"])
        #expect(DisplayWidth.wrapped("a\n\nb", to: 9) == ["a", "", "b"])
        #expect(DisplayWidth.wrapped("", to: 9) == [""])
    }

    @Test("A word that is too long is broken, and so is text without blanks")
    func longWords() {
        #expect(DisplayWidth.wrapped("x abcdefghij y", to: 4) == ["x", "abcd", "efgh", "ij y"])
        #expect(DisplayWidth.wrapped("坂本龍一坂本", to: 5) == ["坂本", "龍一", "坂本"])
        #expect(DisplayWidth.wrapped("abcdef", to: 0) == ["ab", "cd", "ef"])
    }

    @Test("A character that is wider than a line is broken, too")
    func wideCharacter() {
        let jamo = String(repeating: "\u{1100}", count: 5)
        #expect(jamo.count == 1)
        #expect(
            DisplayWidth.wrapped("a \(jamo) b", to: 4).map(\.unicodeScalars.count) == [1, 2, 2, 3])
        #expect(DisplayWidth.wrapped(jamo, to: 1).count == 5)
        #expect(DisplayWidth.truncated(jamo, to: 4) == "…")
    }

    @Test("A word of a million characters is broken as quickly as it is read")
    func longWord() {
        let lines = DisplayWidth.wrapped(String(repeating: "坂", count: 1_000_000), to: 40)
        #expect(lines.count == 50_000)
        #expect(lines.allSatisfy { $0.count == 20 })
    }

    @Test("A message is folded between words, and only where it does not fit")
    func folding() {
        #expect(DisplayWidth.folded("one two three four", to: 9) == "one two\nthree\nfour")
        #expect(DisplayWidth.folded("  1 |  x\n    |  ^", to: 8) == "  1 |  x\n    |  ^")
        #expect(DisplayWidth.folded("  one  two three", to: 11) == "  one  two\nthree")
        #expect(DisplayWidth.folded("坂本 龍一  坂本", to: 9) == "坂本 龍一\n坂本")
        #expect(DisplayWidth.folded("a \n\nb", to: 2) == "a \n\nb")
        #expect(DisplayWidth.folded("   ", to: 2) == "")
        #expect(DisplayWidth.folded("", to: 9) == "")
    }

    @Test("A path in a message stays whole, however long it is")
    func longPaths() {
        #expect(
            DisplayWidth.folded("cannot write /a/long/path/x.csv: no space", to: 12)
                == "cannot write\n/a/long/path/x.csv:\nno space")
        for width in 1...12 {
            let words = DisplayWidth.folded("/a/long/path: is it there?", to: width)
                .split(whereSeparator: \.isWhitespace)
            #expect(words == ["/a/long/path:", "is", "it", "there?"])
        }
    }
}
