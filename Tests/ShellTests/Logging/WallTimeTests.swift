import Testing

@testable import Shell

@Suite("A moment of the calendar")
struct WallTimeTests {
    @Test(
        "is written in UTC, to the millisecond",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199, "2024-02-29T23:59:59.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (1_735_689_599, "2024-12-31T23:59:59.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
        ] as [(Int64, String)])
    func text(seconds: Int64, text: String) {
        #expect(WallTime(seconds: seconds).text == text)
        #expect(WallTime(text) == WallTime(seconds: seconds))
    }

    @Test(
        "is read in this form only",
        arguments: [
            "", "2026-02-29T00:00:00.000Z", "2024-13-01T00:00:00.000Z", "2024-01-01T24:00:00.000Z",
            "2024-01-01T00:00:60.000Z", "2024-01-01 00:00:00.000Z", "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.000Z ", "x024-01-01T00:00:00.000Z", "2024-00-01T00:00:00.000Z",
        ])
    func wrong(text: String) {
        #expect(WallTime(text) == nil)
    }

    @Test("has milliseconds and a day")
    func parts() {
        let time = WallTime(seconds: 86_400, milliseconds: 7)
        #expect(time.text == "1970-01-02T00:00:00.007Z")
        #expect(time.day == 1)
        #expect(WallTime(seconds: 86_399, milliseconds: 999).day == 0)
        #expect(WallTime(seconds: -1).day == -1)
    }
}
