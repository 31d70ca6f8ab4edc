import Records
import Testing

@testable import Output

@Suite struct DiscogsMarkupTests {
    @Test(
        "Markup becomes plain text",
        arguments: [
            ("[b]Label owner:[/b] [a=Carl Craig].", "Label owner: Carl Craig."),
            ("[i]x[/i] [u]y[/u] [B]z[/B]", "x y z"),
            ("[a=Antidote (4)] on [l=Planet E]", "Antidote on Planet E"),
            ("[a123] [l1] [r249504] [m5460]", "artist 123 label 1 release 249504 master 5460"),
            ("[r=249504] [m=5460]", "release 249504 master 5460"),
            ("[a=1349]", "1349"),
            ("[url=https://x.org]site[/url]!", "site (https://x.org)!"),
            ("[url]https://x.org[/url]", "https://x.org"),
            ("[url=https://x.org]https://x.org[/url]", "https://x.org"),
            ("[url=https://x.org][/url]", "https://x.org"),
            ("[url=https://x.org][b]bold[/b] link[/url]", "bold link (https://x.org)"),
            ("[url=https://a]one [url=https://b]two[/url]", "one  (https://a)two (https://b)"),
            ("[url=https://x.org]open", "open (https://x.org)"),
            ("a [img=https://x/y.jpg] b", "a  b"),
            ("[sic] and [1] and []", "[sic] and [1] and []"),
            ("[a=] [ax] [b=1] [g=1.2.3]", "[a=] [ax] [b=1] 1.2.3"),
            ("[[a=X]]", "[X]"),
            ("open [ and [a=X", "open [ and [a=X"),
            ("\r\nline one  \r\n\r\nline two\r\n\r\n", "line one\n\nline two"),
            ("[/url]x", "x"),
            ("", ""), (" \n ", ""),
        ])
    func plain(_ text: String, _ expected: String) {
        #expect(DiscogsMarkup.plainText(text) == expected)
    }

    @Test("Brackets without end cost no more than their length")
    func hostile() {
        let open = String(repeating: "[", count: 200_000)
        #expect(DiscogsMarkup.plainText(open) == open)
        let links = String(repeating: "[url=x]y", count: 20_000)
        #expect(DiscogsMarkup.plainText(links).count == 20_000 * 5)
    }
}

@Suite struct ArtistCreditTests {
    private func joined(_ artists: JSONValue...) -> String? { ArtistCredit.joined(artists) }

    @Test("Names are joined as on the sleeve")
    func joining() {
        #expect(
            joined(["name": "Miles Davis", "join": "&"], ["name": "John Coltrane", "join": ","])
                == "Miles Davis & John Coltrane")
        #expect(
            joined(
                ["name": "A", "join": ","], ["name": "B", "join": " Featuring "],
                ["name": "C", "join": ""])
                == "A, B Featuring C")
        #expect(joined(["name": "A", "join": ""], ["name": "B"]) == "A, B")
        #expect(joined(["name": "A", "join": "/"], ["name": "B"]) == "A / B")
    }

    @Test("The printed name comes first, and the number of a namesake goes")
    func names() {
        #expect(
            joined(["name": "Ace (3)", "anv": "", "join": "•"], ["name": "X", "anv": "Y (2)"])
                == "Ace • Y (2)")
        #expect(ArtistCredit.withoutNumber("Antidote (4)") == "Antidote")
        for name in [
            "(4)", " (4)", "Sunn O)))", "Blink (abc)", "Live (4) Ever", "X ()", "X(2)", ")",
        ] {
            #expect(ArtistCredit.withoutNumber(name) == name)
        }
    }

    @Test("A list of anything else is no credit")
    func others() {
        #expect(joined() == nil)
        #expect(joined("text") == nil)
        #expect(joined(["title": "x"]) == nil)
    }
}
