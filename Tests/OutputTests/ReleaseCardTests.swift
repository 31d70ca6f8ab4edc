import Records
import Testing

@testable import Output

@Suite struct ReleaseCardTests {
    private func card(
        _ row: Row, _ kind: RowKind, _ width: Int = 80, isColored: Bool = false,
        isUnicode: Bool = true
    ) -> String {
        Card.render(
            row, kind: kind,
            style: TerminalStyle(width: width, isColored: isColored, isUnicode: isUnicode))
    }

    @Test("A release at 80 columns reads like a sleeve")
    func release80() throws {
        #expect(
            card(try SampleRows.release(), .release) == """
                Miles Davis – Kind Of Blue

                Label      Columbia – CS 8163
                           Legacy
                Series     Jazz Masters – 7
                Format     2 × Vinyl, LP, Album, 180 gram
                           CD
                Country    US
                Released   1959-08
                Genre      Jazz
                Style      Modal, Cool Jazz

                Tracklist
                  Side One
                  A1   So What                                                              9:22
                  A2   Freddie Freeloader                                                   9:46
                         Piano – Wynton Kelly
                  A3   Blue In Green                                                        5:37

                  Side Two
                       Suite
                    B1a  All Blues                                                         11:33
                    B1b  Bill Evans – Flamenco Sketches                                     9:26
                       Total                                                               45:44

                Credits
                  Alto Saxophone – Julian Adderley (A1, A2, B1)
                  Tenor Saxophone – John Coltrane
                  Piano – Bill Evans (A1, A3 to B1), Wynton Kelly (A2)
                  Unknown

                Companies
                  Recorded At – 30th Street Studio
                  Copyright (c) – Columbia Records, CBS
                  Nobody

                Notes
                  Six-eye label.
                  See release 123 and here (https://x.org).

                Identifiers
                  Matrix / Runout: XSM47324 (Side A)
                  Barcode: 0 7464 40579 2

                Community  2121 have it · 351 want it · 4.64 of 5 from 148 ratings
                For sale   12 from 7.50
                Master     m5460
                Release    r9000000010
                Link       https://www.discogs.com/release/9000000010

                """)
    }

    @Test("A release at 40 columns")
    func release40() throws {
        #expect(
            card(try SampleRows.release(), .release, 40) == """
                Miles Davis – Kind Of Blue

                Label      Columbia – CS 8163
                           Legacy
                Series     Jazz Masters – 7
                Format     2 × Vinyl, LP, Album, 180
                           gram
                           CD
                Country    US
                Released   1959-08
                Genre      Jazz
                Style      Modal, Cool Jazz

                Tracklist
                  Side One
                  A1   So What                      9:22
                  A2   Freddie Freeloader           9:46
                         Piano – Wynton Kelly
                  A3   Blue In Green                5:37

                  Side Two
                       Suite
                    B1a  All Blues                 11:33
                    B1b  Bill Evans – Flamenco      9:26
                         Sketches
                       Total                       45:44

                Credits
                  Alto Saxophone – Julian Adderley
                    (A1, A2, B1)
                  Tenor Saxophone – John Coltrane
                  Piano – Bill Evans (A1, A3 to B1),
                    Wynton Kelly (A2)
                  Unknown

                Companies
                  Recorded At – 30th Street Studio
                  Copyright (c) – Columbia Records,
                    CBS
                  Nobody

                Notes
                  Six-eye label.
                  See release 123 and here
                  (https://x.org).

                Identifiers
                  Matrix / Runout: XSM47324 (Side A)
                  Barcode: 0 7464 40579 2

                Community  2121 have it · 351 want it ·
                           4.64 of 5 from 148 ratings
                For sale   12 from 7.50
                Master     m5460
                Release    r9000000010
                Link       https://www.discogs.com
                           /release/9000000010

                """)
    }

    @Test("A card is never wider than 100 columns")
    func release132() throws {
        let release = try SampleRows.release()
        #expect(card(release, .release, 132) == card(release, .release, 100))
    }

    @Test("Cards fit any terminal, with and without Unicode")
    func fits() throws {
        let release = try SampleRows.release()
        for width in 20...140 {
            for kind in [RowKind.release, .other] {
                for line in card(release, kind, width).split(separator: "\n") {
                    #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
                }
            }
        }
        let plain = card(release, .release, isUnicode: false)
        #expect(plain.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        #expect(plain.hasPrefix("Miles Davis - Kind Of Blue\n"))
        #expect(plain.contains("2 x Vinyl"))
    }

    @Test("Colour is restrained: titles bold, names and times dim")
    func colour() throws {
        let colored = card(try SampleRows.release(), .release, isColored: true)
        #expect(colored.hasPrefix("\u{1B}[1mMiles Davis – Kind Of Blue\u{1B}[22m\n"))
        #expect(colored.contains("\u{1B}[2mLabel\u{1B}[22m      Columbia – CS 8163\n"))
        #expect(colored.contains("\u{1B}[2m9:22\u{1B}[22m\n"))
        var plain = colored
        for code in ["1", "2", "22"] { plain = plain.replacing("\u{1B}[\(code)m", with: "") }
        #expect(plain == card(try SampleRows.release(), .release))
    }

    @Test("A release with little in it has a short card")
    func sparse() {
        let release: Row = [
            "title": "X", "artists": [], "tracklist": [], "year": 0, "country": nil,
            "lowest_price": nil, "num_for_sale": 0, "master_id": 0, "notes": "", "labels": [],
            "community": ["rating": ["count": 0, "average": 0.0]], "extraartists": [["role": "x"]],
        ]
        #expect(card(release, .release) == "X\n\nFor sale   0\n")
    }

    @Test("The total is shown only when every track says how long it is")
    func total() {
        func tracks(_ durations: String...) -> String {
            let tracks = durations.map {
                JSONValue.object(["title": "T", "duration": .string($0)])
            }
            return card(["title": "X", "artists": [], "tracklist": .array(tracks)], .master)
        }
        #expect(
            tracks("1:00", "61:05").contains("Total")
                && tracks("1:00", "61:05").contains("1:02:05\n"))
        #expect(tracks("1:00:00", "0:30").contains("1:00:30\n"))
        #expect(tracks("0:59", "0:06").contains("1:05\n"))
        for durations in ["", "x", "1:xx", "5", "1:2:3:4", "99999:00"] {
            #expect(!tracks("1:00", durations).contains("Total"))
        }
        #expect(!tracks("1:00").contains("Total"))
    }
}
