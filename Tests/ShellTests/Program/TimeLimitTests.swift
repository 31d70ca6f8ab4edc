import Testing

@testable import Shell

@Suite("The time limit of a script")
struct TimeLimitTests {
    @Test(
        "is seconds, or numbers with units, the larger ones first",
        arguments: [
            ("90", 90), ("90s", 90), ("10m", 600), ("2h30m", 9000), ("1h1m1s", 3661), ("007", 7),
            ("8760h", 31_536_000),
        ])
    func good(text: String, seconds: Int) {
        #expect(TimeLimit(argument: text)?.duration == .seconds(seconds))
        #expect(TimeLimit(argument: text)?.text == text)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "0", "0s", "s", "m5", "5x", "1m2", "1s1m", "1m1m", "-5", "1.5", "٣", "1 m",
            "8761h", "99999999999999999999", "9223372036854775807h",
        ])
    func bad(text: String) { #expect(TimeLimit(argument: text) == nil) }
}
