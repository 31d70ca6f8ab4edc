import Testing

@testable import Discogs

@Suite("Text of a server")
struct ServerTextTests {
    @Test(
        "is one line without control characters",
        arguments: [
            ("Artist not found.", "Artist not found."),
            ("  two\r\n lines\t", "two lines"),
            ("\u{1B}[31mred\u{1B}[0m", "[31mred [0m"),
            ("a\u{0}b\u{7F}c\u{9B}d", "a b c d"),
            ("evil\u{202E}txt\u{2066}x\u{200F}", "evil txt x"),
            ("a\u{61C}b\u{200E}c\u{202A}\u{202D}d\u{2067}\u{2069}e", "a b c d e"),
            ("a\u{2028}b\u{2029}c\u{80}d\u{85}e", "a b c d e"),
            ("日本語 – é", "日本語 – é"), ("", ""), ("\n\n", ""),
        ])
    func clean(text: String, expected: String) {
        #expect(ServerText.clean(text) == expected)
    }

    @Test("is shortened to what fits a message")
    func shortened() {
        #expect(ServerText.shortened(String(repeating: "x", count: 200)).count == 200)
        let long = ServerText.shortened(String(repeating: "é", count: 1 << 20))
        #expect(long.count == 200)
        #expect(long.hasSuffix("é…"))
    }

    @Test(
        "may be a page, of which the title is kept",
        arguments: [
            ("<html><head><TITLE>502 Bad Gateway</TITLE></head>", "502 Bad Gateway"),
            (
                "<title lang=\"en\">\n  api.discogs.com | 520: Web\n</title>",
                "api.discogs.com | 520: Web"
            ),
            ("<title>&lt;b&gt; &amp;amp; &#39;x&#39;&nbsp;</title>", "<b> &amp; 'x'"),
            ("<html>no title</html>", nil), ("<title></title>", nil), ("<title>never ends", nil),
            ("", nil), ("<titl", nil),
        ] as [(String, String?)])
    func title(page: String, expected: String?) {
        #expect(ServerText.title(ofHTML: page) == expected)
    }
}
