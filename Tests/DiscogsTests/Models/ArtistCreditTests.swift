import Records
import Testing

@testable import Discogs

@Suite("Artist credits")
struct ArtistCreditTests {
    @Test(
        "are shown as printed, else without the number of a namesake",
        arguments: [
            ("Antidote (4)", "", "Antidote"),
            ("Miles Davis", "Miles", "Miles"),
            ("Nirvana (2)", "Nirvana (US)", "Nirvana (US)"),
            ("Sun Ra", "", "Sun Ra"),
            ("Live (At Last)", "", "Live (At Last)"),
            ("Blink (182", "", "Blink (182"),
            ("Prince(2)", "", "Prince(2)"),
            ("(2)", "", "(2)"),
            ("The The ()", "", "The The ()"),
            ("Various", "", "Various"),
        ])
    func displayName(name: String, variation: String, shown: String) throws {
        let credit = try ArtistCredit(json: ["name": .string(name), "anv": .string(variation)])
        #expect(credit.displayName == shown)
    }

    @Test(
        "make one line: a comma clings to the name before, any other word stands alone",
        arguments: [
            ([("A", ",")], "A"),
            ([("A", ","), ("B", "")], "A, B"),
            ([("A", "&"), ("B (3)", ",")], "A & B"),
            ([("A", " Featuring "), ("B", "/"), ("C", "")], "A Featuring B / C"),
            ([("A", " , "), ("B", "")], "A, B"),
            ([("A", ""), ("B", "")], "A, B"),
            ([], ""),
        ] as [([(String, String)], String)])
    func joined(credits: [(name: String, join: String)], line: String) throws {
        let artists = try credits.map {
            try ArtistCredit(json: ["name": .string($0.name), "join": .string($0.join)])
        }
        #expect(ArtistCredit.joined(artists) == line)
    }

    @Test("without a link have no id")
    func unlinked() throws {
        #expect(try ArtistCredit(json: ["name": "x", "id": 0, "resource_url": ""]).id == nil)
        #expect(try ArtistCredit(json: ["name": "x", "id": 194]).id == 194)
    }
}
