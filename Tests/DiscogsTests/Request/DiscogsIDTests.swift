import Testing

@testable import Discogs

@Suite("Ids")
struct DiscogsIDTests {
    typealias Problem = RequestValidationError.Problem

    @Test(
        "of a release are read in every form that people have",
        arguments: [
            "249504", " 249504 ", "r249504", "R249504", "[r249504]",
            "https://www.discogs.com/release/249504",
            "https://www.discogs.com/release/249504-Rick-Astley-Never-Gonna-Give-You-Up",
            "https://www.discogs.com/de/release/249504-Rick-Astley?ev=rb#images",
            "http://www.discogs.com/pt_BR/release/249504",
            "https://www.discogs.com/Rick-Astley-Never-Gonna/release/249504",
            "https://www.discogs.com/sell/release/249504?sort=price",
            "HTTPS://WWW.Discogs.com/release/249504/",
            "discogs.com/release/249504",
            "https://api.discogs.com/releases/249504",
            "https://api.discogs.com/releases/249504/rating",
            "/Rick-Astley-Never-Gonna/release/249504",
            "/releases/249504",
        ])
    func release(text: String) throws {
        #expect(try DiscogsID.parse(text, as: .release) == 249504)
    }

    @Test(
        "of the other kinds have their own letters and addresses",
        arguments: [
            (IDKind.master, "m5460"), (.master, "[m5460]"), (.master, "/masters/5460/versions"),
            (.master, "https://www.discogs.com/fr/master/5460-Miles-Davis"),
            (.artist, "a5460"), (.artist, "https://www.discogs.com/artist/5460-Name-2"),
            (.label, "l5460"), (.label, "https://www.discogs.com/label/5460-Blue-Note"),
        ])
    func others(kind: IDKind, text: String) throws {
        #expect(try DiscogsID.parse(text, as: kind) == 5460)
    }

    @Test("may be larger than 32 bits")
    func large() throws {
        #expect(try DiscogsID.parse("9300000001", as: .release) == 9_300_000_001)
        #expect(try DiscogsID.parse("r9223372036854775807", as: .release) == Int64.max)
    }

    @Test(
        "of another kind are an error that names both",
        arguments: [
            ("a45", IDKind.artist), ("[m45]", .master), ("/label/45-Warp", .label),
            ("https://www.discogs.com/artist/45-Aphex-Twin", .artist),
            ("https://api.discogs.com/masters/45", .master),
        ])
    func wrongKind(text: String, found: IDKind) {
        #expect(throws: Problem.wrongIDKind(text, expected: .release, found: found)) {
            try DiscogsID.parse(text, as: .release)
        }
    }

    @Test(
        "that are none are refused",
        arguments: [
            "", "x", "x5", "r", "[r]", "[249504", "[249504]", "24 95", "2.5", "٣", "249504x",
            "https://example.com/release/249504", "https://evildiscogs.com/release/249504",
            "https://www.discogs.com/release/title", "https://www.discogs.com/sell/item/249504",
            "https://www.discogs.com", "AC/DC", "http://", "/",
        ])
    func unreadable(text: String) {
        #expect(throws: Problem.unreadableID(text, expected: .release)) {
            try DiscogsID.parse(text, as: .release)
        }
    }

    @Test(
        "begin at 1 and end at 64 bits",
        arguments: [
            ("0", "0"), ("-5", "-5"), ("r0", "0"), ("/release/0", "0"),
            ("9223372036854775808", "9223372036854775808"),
        ])
    func outOfRange(text: String, number: String) {
        #expect(throws: Problem.outOfRange(number, allowed: 1...Int64.max)) {
            try DiscogsID.parse(text, as: .release)
        }
    }
}
