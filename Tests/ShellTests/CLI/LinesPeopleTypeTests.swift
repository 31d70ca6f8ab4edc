import Testing

@Suite("Lines people type", .serialized, .timeLimit(.minutes(10)))
struct LinesPeopleTypeTests {
    private static let lines = [
        #"search artist="Miles Davis" format=vinyl | page 2 | export csv"#,
        #"search artist="Sun Ra" type=release | limit 200 | where year=1955..1965 | sort year"#,
        "search barcode=074646493526 | each release $.id | select title year catno=labels.catno",
        "master-versions 9200000001 | where country=Japan format~LP | export markdown",
        "wantlist | each marketplace-stats $.id | where lowest_price.value<=25 num_for_sale>0 "
            + "| sort lowest_price.value",
        "collection | group basic_information.labels.name count avg:rating | sort -count "
            + "| limit 20",
        "let mine = collection\n"
            + #"search label="Blue Note" year=1964 type=release | where not id in $mine.id"#,
        "inventory | each price-suggestions $.release.id | export csv reprice.csv",
        "read barcodes.txt | each try { search barcode=$.value | limit 1 } "
            + "| export csv intake.csv",
        #"search style="Deep House" country=US year=1992 type=release | uniq master_id | count"#,
        "artist-releases $1 | where role=Main | chart year",
        "wantlist | as tsv | ! cut -f2 | sort | uniq -c | sort -rn | head",
    ]
    private static let artist = "9000000002"

    /// What a line left: its output, and its files without the time in their names.
    private struct Outcome: Equatable {
        var output = ""
        var files: [String] = []
    }

    @Test(
        "A line does the same from -c, from a file, from standard input and at the prompt",
        arguments: lines)
    func everywhere(_ line: String) async throws {
        let settings = ["RATE_LIMIT_REQUESTS": "10000", "NO_COLOR": "1"]
        try await DiscogsRun.with(settings, limit: 10_000) { run in
            let home = run.home
            try home.folder.write("074646493526\n724353011727\n", to: "work/barcodes.txt")
            try home.folder.write(line + "\n", to: "work/line.mas")
            let scripts = [
                (["--trust", "-c", line, Self.artist], nil),
                (["--trust", "line.mas", Self.artist], nil),
                (["--trust", "-", Self.artist], line),
            ]
            var outcomes: [Outcome] = []
            for (arguments, input) in scripts {
                let result = try await home.start(arguments, input: input).finish()
                #expect(result.status == 0, "\(result.errors)")
                outcomes.append(Outcome(output: result.output, files: try Self.takeFiles(home)))
            }
            #expect(outcomes[0] != Outcome())
            #expect(outcomes.allSatisfy { $0 == outcomes[0] })

            // A script shows at a terminal what the prompt does, as long as one page holds all of it.
            let script = try await home.start(
                ["--trust", "-c", line, Self.artist], output: .terminal(columns: Self.columns)
            ).finish()
            #expect(try Self.takeFiles(home) == outcomes[0].files)
            let expected = Self.withoutTime(script.output + script.errors)
            #expect(!expected.isEmpty)

            let prompt = "music:api> "
            let terminal = try home.prompt(columns: Self.columns)
            try await terminal.expect(prompt)
            var shown: Substring = ""
            for typed in line.split(separator: "\n") {
                try terminal.enter(String(typed).replacing("$1", with: Self.artist))
                try await terminal.expect("\n")
                shown = Self.withoutTime(try await terminal.expect(prompt)).dropLast(prompt.count)
                #expect(!shown.contains("error:"), "\(shown)")
            }
            #expect(try Self.takeFiles(home) == outcomes[0].files)
            #expect(shown.hasSuffix(expected))
            // Before it stands at most the progress, which it overwrites.
            #expect(!shown.dropLast(expected.count).contains("\n"))
        }
    }

    /// No line is longer.
    private static let columns = 200

    private static func withoutTime(_ text: String) -> String {
        text.replacing(/\d{8}-\d{6}/, with: "TIME")
    }

    private static func takeFiles(_ home: ProgramHome) throws -> [String] {
        let folder = "work/exports"
        return try home.files(below: folder).map { name in
            let text = try home.folder.text(of: "\(folder)/\(name)")
            home.folder.remove("\(folder)/\(name)")
            return withoutTime(name) + "\n" + text
        }
    }
}
