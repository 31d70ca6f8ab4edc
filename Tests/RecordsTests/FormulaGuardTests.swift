import Testing

@testable import Records

@Suite struct FormulaGuardTests {
    private static let starters = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−", "﹦", "﹢", "﹣", "﹫",
    ]
    private static let blanks = [
        "", " ", "   ", "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{200B}", " \u{A0} ",
    ]
    private static let payloads = [
        "cmd|'/C calc'!A0", "HYPERLINK(\"http://x\",\"y\")", "1+1", "SUM(A1:A9)",
    ]

    /// More than 500 ways to begin a formula.
    static let injections: [String] = blanks.flatMap { blank in
        starters.flatMap { starter in payloads.map { blank + starter + $0 } }
    }

    @Test("Every way to begin a formula gets an apostrophe in front", arguments: injections)
    func guarded(_ text: String) {
        #expect(
            FormulaGuard.guarded(text).unicodeScalars.elementsEqual(("'" + text).unicodeScalars))
    }

    @Test("A sign followed by a combining mark is still a sign")
    func combining() {
        #expect(FormulaGuard.guarded("=\u{301}A1").utf8.first == UInt8(ascii: "'"))
    }

    @Test("An apostrophe that was there gets one more, so the guard can be undone")
    func apostrophes() {
        #expect(FormulaGuard.guarded("'=1+1") == "''=1+1")
        #expect(FormulaGuard.guarded("''@x") == "'''@x")
        #expect(FormulaGuard.guarded("' =1") == "'' =1")
        #expect(FormulaGuard.guarded("'Round Midnight") == "'Round Midnight")
        #expect(FormulaGuard.guarded("'") == "'")
    }

    @Test(
        "Plain numbers and plain text stay",
        arguments: [
            "-5", "+49301234", "-1.5e3", "-.5", "+5.", "1959", "", " ", "Kind Of Blue", "a=b",
            "12\"", "#1", "!!!", "(=)", "Jay-Z", "–5", "...And Justice For All",
        ])
    func harmless(_ text: String) { #expect(FormulaGuard.guarded(text) == text) }

    @Test(
        "What only looks like a number does not stay",
        arguments: [
            "-5-5", "-", "+", "-1e", "-1e+", "-0x10", "-1,5", "- 5", "--5", "-.", "-5 ", "-5\n",
            "-٣",
        ])
    func almostNumbers(_ text: String) { #expect(FormulaGuard.guarded(text) == "'" + text) }
}
