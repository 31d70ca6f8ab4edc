import Commands
import Output
import Testing

@testable import Shell

@Suite("The list of completions")
struct CompletionListTests {
    private func lines(
        _ line: String, width: Int, height: Int = 24, isUnicode: Bool = true
    ) -> [String] {
        CompletionList(
            Completer().completions(for: line),
            style: TerminalStyle(width: width, isUnicode: isUnicode), height: height
        ).lines
    }

    @Test("Shows what a candidate is for, as far as there is room")
    func summaries() {
        let masters = lines("master", width: 80)
        #expect(masters.count == 2)
        #expect(
            masters.first
                == "master           Show a master: what all versions of it have in common")
        #expect(lines("master", width: 40).first == "master           Show a master: what a…")
        for width in [20, 40, 80, 132] {
            for line in ["", "search ", "search genre=", "se", "listing-create 1 "] {
                for height in [10, 24, 200] {
                    let lines = lines(line, width: width, height: height)
                    #expect(!lines.isEmpty && lines.count < height)
                    #expect(lines.allSatisfy { DisplayWidth.of($0) < width })
                }
            }
        }
    }

    @Test("Shows names in columns when there are many, and says how many are missing")
    func columns() {
        let all = lines("", width: 80, height: 10)
        #expect(all.count == 9)
        #expect(all.last?.hasPrefix("… ") == true && all.last?.hasSuffix(" more") == true)
        #expect(lines("search genre=", width: 80, height: 24).joined().contains("Funk / Soul"))
        #expect(lines("search format=3", width: 80, isUnicode: false) == ["33 1/3 RPM"])
    }
}
