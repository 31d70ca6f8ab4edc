import Discogs
import Output
import Records
import Testing

@testable import Commands

@Suite("The options of export")
struct ExportOptionTests {
    private static let row: Row = [
        "id": 7, "title": "So; What", "tags": ["a", "b"], "community": ["have": 3],
    ]

    private static func session(_ rows: [Row] = [row]) -> TestSession {
        TestSession(.script, .rows(rows))
    }

    @Test(
        "Change what is written",
        arguments: [
            (
                "csv a delimiter=semicolon",
                "id;title;tags;community.have\r\n7;\"So; What\";\"a; b\";3\r\n"
            ),
            ("csv a delimiter=tab columns=id,title", "id\ttitle\r\n7\tSo; What\r\n"),
            ("csv a columns=community.have,id", "community.have,id\r\n3,7\r\n"),
            ("csv a columns=id bom=yes", "\u{FEFF}id\r\n7\r\n"),
            ("tsv a columns=id bom=yes", "\u{FEFF}id\n7\n"),
            ("csv a columns=id bom=no delimiter=pipe flatten=yes", "id\r\n7\r\n"),
            (
                "tsv a flatten=no",
                "id\ttitle\ttags\tcommunity\n7\tSo; What\t[\"a\",\"b\"]\t{\"have\":3}\n"
            ),
            ("jsonl a columns=title,id", "{\"title\":\"So; What\",\"id\":7}\n"),
        ] as [(String, String)])
    func written(_ export: String, text: String) async {
        let session = Self.session()
        #expect(await session.run("raw GET /rows | export \(export)").problems == [])
        #expect(session.exports.text("a").map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test(
        "Are refused by a format that has no use for them, and with values that they do not have",
        arguments: [
            (
                "json a delimiter=tab",
                "«delimiter=tab» json takes no delimiter → delimiter is for csv"
            ),
            (
                "tsv a delimiter=tab",
                "«delimiter=tab» tsv takes no delimiter → delimiter is for csv"
            ),
            ("a.jsonl bom=yes", "«bom=yes» jsonl takes no bom → bom is for csv and tsv"),
            (
                "yaml a flatten=no",
                "«flatten=no» yaml takes no flatten"
                    + " → flatten is for csv, tsv, markdown, html, xlsx and sqlite"
            ),
            ("csv a table=x", "«table=x» csv takes no table → table is for sqlite"),
            ("csv a key=id", "«key=id» csv takes no key → key is for sqlite"),
            (
                "csv a delimiter=x",
                "«x» 'x' is not a value of delimiter"
                    + " → delimiter is comma or semicolon or tab or pipe"
            ),
            (
                "csv a private=maybe",
                "«maybe» 'maybe' is not a value of private → private is yes or no"
            ),
            ("csv a columns=titel", "«titel» no field 'titel' → did you mean 'title'?"),
            ("sqlite a key=nr", "«nr» no field 'nr' → there are id, title, tags, community"),
            (
                "sqlite a table=sqlite_x",
                "«sqlite_x» 'sqlite_x' is not the name of a table → SQLite keeps sqlite_ for itself"
            ),
        ] as [(String, String)])
    func refused(_ export: String, problem: String) async {
        let session = Self.session()
        #expect(await session.run("raw GET /rows | export \(export)").problems == [problem])
        #expect(session.exports.names == [])
    }

    @Test("Are refused, too, when only the run knows the format, before any request")
    func refusedLater() async {
        let session = Self.session()
        let ran = await session.run("raw GET /rows | as json | export a bom=yes")
        #expect(ran.problems == ["«bom=yes» json takes no bom → bom is for csv and tsv"])
        #expect(ran.requests == [])
        #expect(session.exports.names == [])
    }

    // MARK: Private fields

    private static let order: Row = [
        "id": "1-1", "status": "New Order", "shipping_address": "1 Road\nTown",
        "additional_instructions": "", "buyer": ["username": "b", "email": "b@x.org"],
        "items": [["id": 5, "seller": ["email": "s@x.org"]]],
    ]

    private static let orders = TestSession(
        .script,
        .body([
            "pagination": ["page": 1, "pages": 1, "items": 1], "orders": [.object(order)],
        ]))

    @Test(
        "Addresses and e-mails stay out of exports, which say so",
        arguments: ["orders", "raw GET /marketplace/orders"])
    func privateFields(_ source: String) async {
        let session = Self.orders
        let name = source.split(separator: " ")[0]
        let ran = await session.run("\(source) | export \(name).jsonl overwrite=yes")
        #expect(
            session.exports.text("\(name).jsonl")
                == #"{"id":"1-1","status":"New Order","buyer":{"username":"b"},"#
                + #""items":[{"id":5,"seller":{}}]}"# + "\n")
        #expect(
            ran.notes.last
                == "left out: shipping_address, buyer.email, items.seller.email;"
                + " private=yes keeps them"
        )
    }

    @Test("private=yes keeps them")
    func keptPrivate() async throws {
        let ran = await Self.orders.run("orders | export kept.jsonl private=yes overwrite=yes")
        #expect(ran.notes.count == 1)
        let text = try #require(Self.orders.exports.text("kept.jsonl"))
        #expect(try JSONValue(parsing: text) == .object(Self.order))
    }

    @Test(
        "They stay out whatever stages stand between",
        arguments: [
            "select shipping_address buyer.email id", "flatten items", "sort id | limit 1",
            "each { orders }",
        ])
    func throughStages(_ stages: String) async throws {
        let name = String(stages.filter(\.isLetter))
        await Self.orders.run("orders | \(stages) | export \(name).jsonl overwrite=yes")
        let text = try #require(Self.orders.exports.text("\(name).jsonl"))
        #expect(text.contains("1-1"))
        #expect(!text.contains("Road") && !text.contains("x.org"))
    }

    @Test("They stay out of what a variable keeps, and whoever reads on gets them")
    func variable() async throws {
        let ran = await Self.orders.run(
            "let mine = orders\n$mine | export mine.csv overwrite=yes | show shipping_address")
        #expect(Self.orders.exports.text("mine.csv")?.contains("Road") == false)
        #expect(ran.output.contains("Road"))
    }

    @Test("One that is asked for needs private=yes")
    func privateColumn() async {
        let ran = await Self.orders.run("orders | export x.csv columns=id,buyer.email")
        #expect(
            ran.problems
                == ["«buyer.email» 'buyer.email' is private → add private=yes to export it"])
    }

    @Test("A file of one's own has nothing to hide")
    func ownFile() async {
        let session = Self.session([["email": "me@x.org"]])
        let file = session.exports.path + "/own.csv"
        _ = try? session.exports.write("email\r\nme@x.org\r\n", to: "own.csv")
        let prompt = TestSession(.prompt, .rows([]))
        let ran = await prompt.run("read \(file) | export b.csv")
        #expect(ran.problems == [])
        #expect(prompt.exports.text("b.csv") == "email\r\nme@x.org\r\n")
    }

    // MARK: Databases

    @Test("A database takes rows by the key of what Discogs sends, and read gives them back")
    func database() async {
        let session = TestSession(.prompt, .pages(of: 3))
        let path = session.exports.path
        #expect(await session.run("search x | export crate.db table=found").problems == [])
        #expect(
            await session.run("search x | limit 2 | export crate.db table=found").problems == [])
        let other = await session.run("search x | select id title | export crate.db")
        #expect(other.problems == [])
        let ran = await session.run("read \(path)/crate.db table=found | as jsonl")
        #expect(
            ran.output == (1...3).map { GeneratedPages.row($0).json() + "\n" }.joined())
        #expect(session.exports.names == ["crate.db"])
        let both = await session.run("read \(path)/crate.db | count")
        #expect(both.problems.first?.contains("severalTables") == true)
    }

    @Test("Without a key the same table is not filled twice")
    func keyless() async {
        let session = TestSession(.script, .pages(of: 3))
        let line = "search x | select id title | export crate.db"
        #expect(await session.run(line).problems == [])
        #expect(String(describing: await session.run(line).error).contains("tableExists"))
        #expect(await session.run(line + " key=id").problems == [])
        #expect(await session.run(line + " overwrite=yes").problems == [])
    }

    @Test("A file that is no database is left alone, and no table is one to csv")
    func noDatabase() async throws {
        let session = TestSession(.script, .pages(of: 3))
        try session.exports.write("a,b", to: "a.db")
        let ran = await session.run("search x | export a.db")
        #expect(String(describing: ran.error).contains("notADatabase"))
        #expect(session.exports.text("a.db") == "a,b")
        #expect(
            await session.run("read a.csv table=x").problems == [
                "«table=x» only a database has tables"
                    + " → its name ends in .sqlite or .db, or add as sqlite"
            ])
    }
}
