import Testing

@Suite("The tutorial", .timeLimit(.minutes(10)))
struct TutorialTests {
    private let home = ProgramHome()
    private static let prompt = "music:catalog> "

    /// Its blocks in their order.
    private static func blocks() throws -> [(kind: Substring, file: Substring, text: String)] {
        let text = try TemporaryFolder.text(at: "\(ProgramHome.package)/docs/tutorial.md")
        return text.matches(of: #/```(\w+) ?([\w.]*)\n((?s).*?)```/#).map {
            ($0.1, $0.2, String($0.3))
        }
    }

    @Test("Every line of it works when it is typed in turn, and so do its scripts")
    func lines() async throws {
        let blocks = try Self.blocks()
        for block in blocks where !block.file.isEmpty {
            try home.folder.write(block.text, to: "work/\(block.file)")
        }
        try home.folder.write(
            "#!/bin/sh\nexec '\(ProgramHome.executable)' \"$@\"\n", to: "work/musicagent")
        let terminal = try await home.prompt(showing: Self.prompt)
        var count = (typed: 0, run: 0)
        for block in blocks where block.file.isEmpty {
            for line in block.text.split(separator: "\n") {
                if block.kind == "mas" {
                    try terminal.enter(String(line))
                    let shown = try await terminal.expect(Self.prompt)
                    let isTold = line.contains("each try")
                    #expect(shown.contains("error:") == isTold, "\(line)")
                    #expect(!shown.contains("\nno rows\n"), "\(line)")
                    count.typed += 1
                } else if block.kind == "sh" {
                    let command = try ProcessRun(
                        ["/bin/sh", "-c", "musicagent() { sh ./musicagent \"$@\"; }; \(line)"],
                        environment: home.environment, directory: home.work)
                    let result = try await command.finish()
                    #expect(result.status == 0, "\(line): \(result.errors)")
                    #expect(!result.errors.contains("failed and were left out"))
                    count.run += 1
                }
            }
        }
        #expect(count.typed > 30 && count.run == 6)
        #expect(
            home.files(below: "work/exports") == [
                "blue-note.csv", "blue-note.json", "monday.csv", "week-pressings.csv",
                "week-tracks.csv", "week-wants.csv",
            ])
        let report = try home.folder.text(of: "work/report.jsonl")
        #expect(report.split(separator: "\n").count == 4)
        #expect(!home.files(below: "work").contains("week.journal"))
    }
}
