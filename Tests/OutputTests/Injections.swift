/// Texts that somebody might have put into Discogs to do something to whoever exports them.
enum Injections {
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
    static let formulas: [String] =
        blanks.flatMap { blank in
            starters.flatMap { starter in payloads.map { blank + starter + $0 } }
        } + ["=", "@", "'=1", "''@SUM(1)", "=\"a,b;c|d\"\n=2", "=1\u{301}"]
}
