import Output

/// What the prompt says when it opens: three lines that lead to a first success, and one line to who
/// was here before. Each fits on a line of the terminal.
struct Welcome {
    let lines: [String]

    /// - Parameters:
    ///   - isSample: whether the sample answers and nobody asked for it.
    ///   - isFirst: whether nothing was typed here before.
    init(isSample: Bool, isFirst: Bool, width: Int) {
        let steps = isFirst ? [Self.search, Self.release] : []
        lines = (steps + [isSample ? Self.sample : Self.program]).compactMap { texts in
            texts.first { DisplayWidth.of($0) <= width }
        }
    }

    private static let search = [
        #"Begin with a search:    search "kind of blue" type=release"#,
        #"Begin: search "blue" type=release"#, "search blue",
    ]

    private static let release = [
        "Look at its first row:  release @1    or keep all:  export csv",
        "Look at its row 1: release @1", "release @1",
    ]

    private static let sample = [
        "Sample catalogue (no token). For all of Discogs type login; help lists the rest",
        "Sample catalogue (no token). For all of Discogs type login",
        "Sample catalogue (no token): type login",
        "Sample catalogue",
    ]

    private static let program = [
        "MusicAgent \(Version.current): help lists the commands, Tab completes them",
        "MusicAgent: help lists the commands", "MusicAgent",
    ]
}
