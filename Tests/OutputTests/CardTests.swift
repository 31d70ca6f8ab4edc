import Records
import Testing

@testable import Output

@Suite struct CardTests {
    private func card(
        _ row: Row, _ kind: RowKind, _ width: Int = 80, isColored: Bool = false,
        isUnicode: Bool = true
    ) -> String {
        Card.render(
            row, kind: kind,
            style: TerminalStyle(width: width, isColored: isColored, isUnicode: isUnicode))
    }

    @Test("A master has its year, tracks and versions")
    func master() throws {
        let master = try row(
            #"""
            {"id":5460,"title":"Kind Of Blue","year":1959,"main_release":1,"genres":["Jazz"],
             "most_recent_release":2,"num_for_sale":1200,"lowest_price":0.99,"notes":"A note.",
             "artists":[{"name":"Miles Davis"}],"uri":"https://www.discogs.com/master/5460",
             "tracklist":[{"position":"A1","title":"So What","duration":"9:22","type_":"track"}]}
            """#)
        #expect(
            card(master, .master, 40) == """
                Miles Davis – Kind Of Blue

                Year       1959
                Genre      Jazz

                Tracklist
                  A1  So What                       9:22

                Notes
                  A note.

                For sale   1200 from 0.99
                Main       r1
                Newest     r2
                Master     m5460
                Link       https://www.discogs.com
                           /master/5460

                """)
    }

    @Test("An artist has a profile in plain text, and relations")
    func artist() throws {
        let artist = try row(
            #"""
            {"id":23755,"name":"Miles Davis","realname":"Miles Dewey Davis III",
             "profile":"Trumpeter, see [a=John Coltrane].\r\n\r\n[b]Born:[/b] 1926",
             "members":[{"name":"A (2)","active":true},{"name":"B","active":false},{"name":"C"}],
             "groups":[{"name":"The Quintet"}],"aliases":[{"name":"Cleo Henry"}],
             "namevariations":["Davis","M. Davis"],"uri":"https://www.discogs.com/artist/23755-A-Very-Long-Name",
             "urls":["https://1","https://2","https://3","https://4","https://5","https://6",
              "https://7","https://8","https://9",""]}
            """#)
        #expect(
            card(artist, .artist, 60) == """
                Miles Davis

                Real name  Miles Dewey Davis III
                Members    A, C
                Former     B
                Groups     The Quintet
                Aliases    Cleo Henry
                Variations Davis, M. Davis

                Profile
                  Trumpeter, see John Coltrane.

                  Born: 1926

                Sites      https://1
                           https://2
                           https://3
                           https://4
                           https://5
                           https://6
                           https://7
                           https://8
                           … and 1 more
                Artist     a23755
                Link       https://www.discogs.com/artist/23755

                """)
    }

    @Test("A label has its parent, sublabels and contact")
    func label() throws {
        let label = try row(
            #"""
            {"id":1,"name":"Planet E","profile":"Techno.","parent_label":{"name":"Parent (3)"},
             "sublabels":[{"name":"Antidote (4)"},{"name":"Community Projects"}],
             "contact_info":"P.O. Box\r\nDetroit\r\n\r\nUSA","urls":["http://www.planet-e.net"]}
            """#)
        #expect(
            card(label, .label) == """
                Planet E

                Parent     Parent
                Sublabels  Antidote, Community Projects
                Contact    P.O. Box
                           Detroit

                           USA

                Profile
                  Techno.

                Sites      http://www.planet-e.net
                Label      l1

                """)
    }

    @Test("Any other object is its fields, aligned, with what is inside indented")
    func general() throws {
        let object = try row(
            #"""
            {"username":"memory","rating":{"count":3,"average":3.65,"deep":{"x":1}},"empty":{},
             "none":null,"text":"two\nlines","genres":["Jazz","Funk"],"nothing":[],
             "folders":[{"id":1,"name":"All"},{"id":2,"name":"Jazz"}],"mixed":[{"id":1},2],
             "a_name_that_is_longer_than_the_column":"cut"}
            """#)
        #expect(
            card(object, .other, 50) == """
                username:                memory
                rating:
                  count:   3
                  average: 3.65
                  deep:
                    x: 1
                empty:                   {}
                none:
                text:                    two
                                         lines
                genres:                  Jazz, Funk
                nothing:
                folders:
                  id:   1
                  name: All

                  id:   2
                  name: Jazz
                mixed:
                  id: 1
                  2
                a_name_that_is_longer_t… cut

                """)
    }

    @Test("An object that lacks what makes its kind is listed by its fields")
    func fallback() {
        #expect(card(["title": "X"], .release) == "title: X\n")
        #expect(card(["name": "X"], .artist) == "name: X\n")
        #expect(card(["name": "X"], .label) == "name: X\n")
        #expect(card(["id": 5, "type": "master"], .searchResult) == "id:   5\ntype: master\n")
        #expect(card([:], .other) == "")
    }

    @Test("Nesting without end still leaves room for the text")
    func deep() {
        var value: JSONValue = ["leaf": "some text"]
        for _ in 0..<100 { value = ["n": value] }
        let text = card(value.objectValue ?? Row(), .other, 40)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 40) }
        #expect(text.contains("leaf:"))
    }

    @Test("No card lets a control character through")
    func sanitised() throws {
        let evil = "x\u{1B}[2J\u{9B}\u{202E}\r\u{7}"
        let release = try row(
            String(decoding: Array(try SampleRows.release().json().utf8), as: UTF8.self)
                .replacing("e", with: "e\\u001b[2J\\u202e\\u009b"))
        var rows: [(Row, RowKind)] = [(release, .release), (release, .other)]
        for kind in RowKind.allCases {
            var row = Row()
            for field in [
                "title", "name", "profile", "realname", "contact_info", "notes", "country", "uri",
                evil,
            ] { row[field] = .string(evil) }
            for list in ["artists", "tracklist", "urls", "genres", "aliases", "labels", "formats"] {
                row[list] = [.string(evil), ["name": .string(evil), "title": .string(evil)]]
            }
            rows.append((row, kind))
        }
        for (row, kind) in rows {
            let text = card(row, kind)
            #expect(!text.unicodeScalars.contains { $0 != "\n" && TerminalText.isUnsafe($0) })
        }
    }
}
