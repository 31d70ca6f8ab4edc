import Discogs
import Output
import Records
import Testing

@testable import Commands

@Suite("export")
struct ExportTests {
    private static func script(
        _ total: Int = 3, change: (inout SessionOptions) -> Void = { _ in }
    ) -> TestSession { TestSession(.script, .pages(of: total), change: change) }

    @Test("Writes all rows to a file named after source and time, and says so")
    func plain() async {
        let session = Self.script(120)
        let ran = await session.run("search x | export csv")
        #expect(ran.output == "")
        #expect(session.exports.names == ["search-20261123-184500.csv"])
        let text = session.exports.text("search-20261123-184500.csv") ?? ""
        #expect(text.hasPrefix("id,type,title,year\r\n1,release,Title 1,1901\r\n"))
        #expect(text.split(separator: "\r\n").count == 121)
        #expect(
            ran.notes == [
                "\(session.exports.path)/search-20261123-184500.csv: 120 rows,"
                    + " \(text.utf8.count.grouped) bytes"
            ])
    }

    @Test("What goes wrong at the end is told at its place, too")
    func failureAtTheEnd() async throws {
        let folder = TemporaryFolder()
        let pages = GeneratedPages(total: 3)
        let source = SpySource { request in
            // Somebody else makes the file while rows come.
            try folder.write("theirs", to: "x.csv")
            return try pages.response(to: request)
        }
        let session = TestSession(.script, source) { $0.exportDirectory = folder.path }
        let ran = await session.run("search x | export x.csv")
        let cause = FileWriteError.exists(path: "\(folder.path)/x.csv")
        #expect(ran.problems == ["«export x.csv» failed: \(cause)"])
        #expect(folder.text("x.csv") == "theirs")
        #expect(folder.names == ["x.csv"])
    }

    @Test("Never takes the name of another file")
    func suffix() async {
        let session = Self.script()
        for _ in 1...3 { await session.run("search x | export csv") }
        await session.run("search x | export jsonl")
        #expect(
            session.exports.names == [
                "search-20261123-184500-2.csv", "search-20261123-184500-3.csv",
                "search-20261123-184500.csv", "search-20261123-184500.jsonl",
            ])
    }

    @Test("The source names the file, whatever stages stand between")
    func names() async {
        let session = TestSession(.script)
        await session.run("release 9300000001 | select title | export json")
        await session.run("raw GET /releases/9300000001 | count | export")
        #expect(
            session.exports.names == ["raw-20261123-184500.csv", "release-20261123-184500.json"])
        #expect(
            session.exports.text("release-20261123-184500.json")
                == "[\n  {\n    \"title\": \"Kind Of Blue\"\n  }\n]\n")
    }

    @Test(
        "The format comes from the word, the file's ending, as, or the setting, in this order",
        arguments: [
            ("export csv a.json", "a.json", "id\r\n1\r\n"),
            ("export a.json", "a.json", "[\n  {\n    \"id\": 1\n  }\n]\n"),
            ("export A.JSONL", "A.JSONL", "{\"id\":1}\n"),
            ("export a.md", "a.md", "| id |\n| --- |\n| 1 |\n"),
            ("as json | export a.tsv", "a.tsv", "id\n1\n"),
            ("as json | export rows", "rows", "[\n  {\n    \"id\": 1\n  }\n]\n"),
            ("as table | export rows", "rows", "- id: 1\n"),
            ("export rows", "rows", "- id: 1\n"),
            ("export", "search-20261123-184500.yaml", "- id: 1\n"),
            ("as csv | export", "search-20261123-184500.csv", "id\r\n1\r\n"),
            ("export tsv", "search-20261123-184500.tsv", "id\n1\n"),
            ("export csv deep/er/a", "deep", nil),
        ] as [(String, String, String?)])
    func formats(stages: String, name: String, text: String?) async {
        let session = Self.script { $0.defaultExportFormat = .yaml }
        let ran = await session.run("search x | limit 1 | select id | \(stages)")
        #expect(ran.problems == [])
        #expect(session.exports.names == [name])
        #expect(session.exports.text(name) == text)
    }

    @Test("A workbook tells what it had to cut, and has all rows though a later stage wants fewer")
    func workbook() async {
        let rows: [Row] = [["a": .string(String(repeating: "x", count: 40_000))], ["a": 2]]
        let session = TestSession(.script, .rows(rows))
        let ran = await session.run("raw GET /rows | export a.xlsx | limit 1")
        #expect(ran.problems == [])
        #expect(ran.notes.first?.contains("a.xlsx: 2 rows, ") == true)
        #expect(ran.notes.last == "1 cell was cut: a sheet holds 32767 characters in each")
        #expect(session.exports.text("a.xlsx")?.hasPrefix("PK") == true)
    }

    @Test("An existing file stays as it is, and nothing is fetched, without overwrite=yes")
    func existing() async throws {
        let session = Self.script()
        try session.exports.write("mine", to: "a.csv")
        let ran = await session.run("search x | export a.csv")
        #expect(
            (ran.error as? StageFailure)?.cause as? FileWriteError
                == .exists(path: session.exports.path + "/a.csv"))
        #expect(ran.problems.first?.hasPrefix("«export a.csv» failed") == true)
        #expect(ran.requests == [])
        #expect(session.exports.text("a.csv") == "mine")
        #expect(await session.run("search x | export a.csv overwrite=no").problems.count == 1)
        #expect(await session.run("search x | export a.csv overwrite=yes").problems == [])
        #expect(session.exports.text("a.csv")?.hasPrefix("id,type") == true)
    }

    @Test("A failure in the middle leaves nothing behind")
    func failure() async {
        let pages = GeneratedPages(total: 300)
        let source = SpySource { request in
            if request.page == 3 { throw DiscogsError(.server, message: "No.") }
            return try pages.response(to: request)
        }
        let session = TestSession(.script, source)
        #expect(await session.run("search x | export a.csv").problems.count == 1)
        #expect(session.exports.names == [])
    }

    @Test("All rows are written, though a later stage wants fewer")
    func laterLimit() async {
        let session = Self.script(250)
        let ran = await session.run("search x | export a.jsonl | limit 2 | select id")
        #expect(ran.values("id") == ["1", "2"])
        #expect(session.exports.text("a.jsonl")?.split(separator: "\n").count == 250)
        #expect(ran.notes.first?.contains("250 rows") == true)
    }

    @Test("Two exports and a table at the prompt get their rows from one read")
    func several() async {
        let session = TestSession(.prompt, .pages(of: 120))
        let ran = await session.run("search x | export a.csv | export b.json | show id")
        #expect(ran.pages == ["1×100", "2×100"])
        #expect(ran.lines.count == 52)
        #expect(session.exports.names == ["a.csv", "b.json"])
        #expect(ran.notes.count == 3)
    }

    @Test("One row is one row, and --quiet says nothing")
    func words() async {
        let session = Self.script()
        let ran = await session.run("search x | limit 1 | select id | export a.csv")
        #expect(ran.notes == ["\(session.exports.path)/a.csv: 1 row, 7 bytes"])
        let quiet = Self.script { $0.isQuiet = true }
        #expect(await quiet.run("search x | export csv").notes == [])
    }

    @Test("A script writes nowhere but into the export folder, unless it is trusted")
    func places() async {
        for name in ["../a.csv", "/tmp/commands-tests-a.csv", "x/../../a.csv"] {
            let session = Self.script()
            let ran = await session.run("search x | export \(name)")
            #expect(
                ran.problems == [
                    "«\(name)» '\(name)' is not a file in the export folder"
                        + " → give a plain name, or allow other places with --trust"
                ])
            #expect(ran.requests == [])
        }
        let folder = TemporaryFolder()
        let trusted = Self.script { $0.isTrusted = true }
        #expect(await trusted.run("search x | export \(folder.path)/a.csv").problems == [])
        #expect(folder.names == ["a.csv"])
        let prompt = TestSession(.prompt, .pages(of: 2))
        #expect(await prompt.run("search x | export \(folder.path)/b.csv").problems == [])
    }

    @Test("A name must name a file")
    func noName() async {
        for name in ["x/", "..", "\"\""] {
            let ran = await TestSession(.prompt, .pages(of: 2)).run("search x | export \(name)")
            #expect(ran.problems.count == 1)
            #expect(ran.requests == [])
        }
    }
}
