import Testing

@testable import PipelineLanguage

@Suite struct DiagnosticRendererTests {
    private func render(
        _ text: String, _ span: SourceSpan, message: String = "oops", hint: String? = "fix it",
        width: Int? = nil
    ) -> String {
        DiagnosticRenderer(width: width).render(
            Diagnostic(message, at: span, hint: hint), in: SourceText(name: "x", text: text))
    }

    @Test("an error is shown with its line, a caret and a hint")
    func shape() {
        let lines = ["# 1", "# 2", "# 3", "search artist=\"Sun Ra\" | where yaer<1960", "# 5"]
        let source = SourceText(name: "dig.mas", text: lines.joined(separator: "\n"))
        let diagnostic = Diagnostic(
            "no field 'yaer'", at: SourceSpan(43, 47), hint: "did you mean 'year'?")
        #expect(
            DiagnosticRenderer().render(diagnostic, in: source) == """
                dig.mas:4:32: error: no field 'yaer'
                4 | search artist="Sun Ra" | where yaer<1960
                  |                                ^^^^ did you mean 'year'?
                """)
    }

    @Test("several are shown one under the other; warnings say so; a hint may be missing")
    func several() {
        let source = SourceText(name: "-c", text: "a b")
        let diagnostics = [
            Diagnostic("one", at: SourceSpan(0, 1)),
            Diagnostic("two", at: SourceSpan(2, 3), severity: .warning),
        ]
        #expect(
            DiagnosticRenderer().render(diagnostics, in: source) == """
                -c:1:1: error: one
                1 | a b
                  | ^
                -c:1:3: warning: two
                1 | a b
                  |   ^
                """)
    }

    @Test("the gutter is as wide as the line number")
    func gutter() {
        let text = String(repeating: "\n", count: 99) + "abc"
        #expect(
            render(text, SourceSpan(100, 102)) == """
                x:100:2: error: oops
                100 | abc
                    |  ^^ fix it
                """)
    }

    @Test(
        "carets go by display width",
        arguments: [
            ("日本 x", 7, 8, "日本 x", "     ^"),
            ("日本", 3, 6, "日本", "  ^^"),
            ("e\u{301}x", 3, 4, "e\u{301}x", " ^"),
            ("e\u{301}x", 1, 3, "e\u{301}x", "^"),
            ("\tx", 1, 2, "    x", "    ^"),
            ("ab\tx", 3, 4, "ab  x", "    ^"),
            ("a\u{1B}[mx", 4, 5, "a␛[mx", "    ^"),
            ("a\u{7F}\u{9B}\u{202E}x", 7, 8, "a␡\u{FFFD}\u{FFFD}x", "    ^"),
            ("a\u{200B}b", 1, 4, "a\u{FFFD}b", " ^"),
            ("ab", 2, 2, "ab", "  ^"),
            ("", 0, 0, "", "^"),
            ("ab\ncd", 1, 5, "ab", " ^"),
            ("ab\ncd", 2, 3, "ab", "  ^"),
            ("ab", 7, 9, "ab", "  ^"),
            ("👩‍👩‍👧x", 18, 19, "👩‍👩‍👧x", "  ^"),
        ])
    func carets(_ text: String, _ start: Int, _ end: Int, _ line: String, _ carets: String) {
        let shown = render(text, SourceSpan(start, end), hint: nil).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(shown[1] == "1 | \(line)")
        #expect(shown[2] == "  | \(carets)")
    }

    @Test("messages, hints and names cannot drive the terminal either")
    func sanitised() {
        let source = SourceText(name: "x\u{1B}", text: "a")
        let diagnostic = Diagnostic(
            "no '\u{1B}[2J'\n", at: SourceSpan(0, 1), hint: "\u{7}\u{202E}")
        #expect(
            DiagnosticRenderer().render(diagnostic, in: source) == """
                x␛:1:1: error: no '␛[2J'␊
                1 | a
                  | ^ ␇\u{FFFD}
                """)
    }

    @Test(
        "a long line is cut so that the caret is in sight",
        arguments: [
            (0, 4, "0123456789012345678901234…", "^^^^"),
            (20, 22, "…345678901234567890123456…", "        ^^"),
            (98, 100, "…5678901234567890123456789", "                        ^^"),
            (100, 100, "…678901234567890123456789", "                         ^"),
            (10, 90, "…012345678901234567890123…", " ^^^^^^^^^^^^^^^^^^^^^^^^"),
        ])
    func windows(_ start: Int, _ end: Int, _ line: String, _ carets: String) {
        let text = String(repeating: "0123456789", count: 10)
        let shown = render(text, SourceSpan(start, end), hint: nil, width: 30).split(
            separator: "\n")
        #expect(DisplayWidth.of(shown[1]) <= 30)
        #expect(DisplayWidth.of(shown[2]) <= 30)
        #expect(shown[1] == "1 | \(line)")
        #expect(shown[2] == "  | \(carets)")
    }

    @Test("wherever the caret is, its character stays under it and all lines fit")
    func everyWindow() {
        let text = String(repeating: "ab日\tü👍", count: 12) + "z"
        var offset = 0
        for character in text {
            let end = offset + character.utf8.count
            for width in [20, 33, 47] {
                let shown = render(text, SourceSpan(offset, end), width: width).split(
                    separator: "\n")
                #expect(shown.dropFirst().allSatisfy { DisplayWidth.of($0) <= width })
                let caret = shown[2].prefix { $0 != "^" }.count
                var column = 0
                let under = shown[1].first { character in
                    column += DisplayWidth.of(character)
                    return column > caret
                }
                #expect(under == (character == "\t" ? " " : character))
            }
            offset = end
        }
    }

    @Test("a hint that does not fit goes on in lines of its own")
    func longHints() {
        let hint = "put the text in straight quotes and try it again"
        #expect(
            render("abc def", SourceSpan(4, 7), hint: hint, width: 30) == """
                x:1:5: error: oops
                1 | abc def
                  |     ^^^
                  | put the text in straight
                  | quotes and try it again
                """)
    }
}

@Suite struct DisplayWidthTests {
    @Test(
        "width is counted in terminal columns",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｶﾅ", 2), ("Ａ", 2),
            ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2),
            ("🇯🇵", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("\u{200D}", 0), ("\u{301}", 0), ("“…”", 3),
            ("กำ", 2), ("\u{1B}", 0), ("©", 1), ("、。", 4), ("\u{AD}", 1), ("Ω≈", 2), ("𠮷", 2),
        ])
    func widths(_ text: String, _ expected: Int) {
        #expect(DisplayWidth.of(text) == expected)
    }
}

@Suite struct SuggestionTests {
    private let names = [
        "search", "release", "artist", "artist-releases", "label", "label-releases", "master",
        "master-versions", "year", "id", "page", "per-page", "title", "catno",
    ]

    @Test(
        "what is near is suggested",
        arguments: [
            ("yaer", "year"), ("serch", "search"), ("SEARCH", "search"), ("artits", "artist"),
            ("relase", "release"), ("mastr", "master"), ("master-v", "master-versions"),
            ("per_page", "per-page"), ("lable", "label"), ("titel", "title"), ("t", "title"),
            ("ID", "id"), ("cat", "catno"), ("artist-release", "artist-releases"),
            ("pgae", "page"), ("years", "year"), ("sear", "search"),
        ])
    func near(_ text: String, _ expected: String) {
        #expect(Suggestion.nearest(to: text, in: names) == expected)
    }

    @Test(
        "what is not is left alone",
        arguments: [
            "", "xyzzy", "wantlist", "ie", "a", "q", String(repeating: "search", count: 20),
        ])
    func far(_ text: String) {
        #expect(Suggestion.nearest(to: text, in: names) == nil)
    }

    @Test("a swap of neighbours is one mistake")
    func swaps() {
        #expect(Suggestion.distance(Array("abcd"), Array("abdc")) == 1)
        #expect(Suggestion.distance(Array("abc"), Array("")) == 3)
        #expect(Suggestion.distance(Array("kitten"), Array("sitting")) == 3)
    }
}
