import Records
import Testing

@testable import Commands

@Suite("where")
struct ComparisonTests {
    private static let records: [Row] = [
        ["id": 1, "title": "Kind Of Blue", "year": "1959", "barcode": "0123", "n": 5],
        ["id": 2, "title": "Björk", "year": 1993, "barcode": "123", "n": 5.5, "genre": []],
        ["id": 3, "title": "Sigur Rós", "year": nil, "genre": ["Rock", "Ambient"], "note": ""],
        [
            "id": 4, "title": "kind of GREEN", "year": "1961-03-00", "genre": ["Jazz"],
            "labels": [["name": "Blue Note", "no": 7], ["name": "Verve", "no": 8]],
            "community": ["have": 10], "note": "x", "flag": true,
        ],
    ]

    private static func ids(_ condition: String) async -> String {
        let ran = await TestSession(.script, .rows(records)).run(
            "raw GET /x | where \(condition) | select id")
        #expect(ran.problems == [])
        return ran.values("id").joined(separator: " ")
    }

    @Test(
        "Compares as language.md says",
        arguments: [
            // Numbers, and text that is a number.
            ("year=1959", "1"), ("year=1959.0", "1"), ("year=1993", "2"), ("year=\"1959\"", "1"),
            ("year=\"1959.0\"", ""), ("year='1993'", "2"), ("n=5", "1"), ("n=5.5", "2"),
            ("n=5.50", "2"), ("year!=1959", "2 4"), ("barcode=123", "1 2"),
            ("barcode=0123", "1 2"), ("barcode=\"0123\"", "1"), ("barcode!=\"0123\"", "2"),
            // Text, without regard to case and accents.
            ("title=bjork", "2"), ("title='KIND OF BLUE'", "1"), ("title=BJÖRK", "2"),
            ("title!=bjork", "1 3 4"), ("flag=true", "4"),
            // Order.
            ("year<1960", "1"), ("year<=1959", "1"), ("year>1959", "2 4"), ("year>=1959", "1 2 4"),
            ("n>5", "2"), ("n>=5", "1 2"), ("n<\"50\"", "1 2"), ("n<50", "1 2"),
            ("title<l", "1 2 4"),
            ("title>=L", "3"), ("title>\"kind of blue\"", "3 4"), ("note>0", "4"),
            ("note<zzz", "4"), ("year<1962", "1 4"),
            // Lists of alternatives and ranges.
            ("id=1,3", "1 3"), ("id!=1,3", "2 4"), ("title=bjork,\"sigur ros\"", "2 3"),
            ("year=1955..1965", "1 4"), ("year=1960..", "2 4"), ("year=..1960", "1"),
            ("id=1,3..4", "1 3 4"), ("id!=2..3", "1 4"), ("title=b..c", "2"),
            // Contains.
            ("title~of", "1 4"), ("title~BJORK", "2"), ("title~ros", "3"), ("title!~of", "2 3"),
            ("title~blue,green", "1 4"), ("year~19", "1 2 4"), ("title~\"kind of\"", "1 4"),
            // Regular expressions.
            ("title~/^Kind/", "1"), ("title~/^kind/i", "1 4"), ("title!~/kind/i", "2 3"),
            ("title~/^\\w+$/", "2"), ("year~/^19(59|93)$/", "1 2"),
            // Lists in rows hold when any element does.
            ("genre=rock", "3"), ("genre~amb", "3"), ("genre!=rock", "2 4"), ("genre!~rock", "2 4"),
            ("genre~/^J/", "4"),
            // Paths.
            ("labels.name=verve", "4"), ("labels.0.name=verve", ""), ("labels.1.name=verve", "4"),
            ("labels.no>7", "4"), ("community.have=10", "4"), ("labels.name!=verve", ""),
            // Presence.
            ("year?", "1 2 4"), ("note?", "4"), ("genre?", "3 4"), ("labels?", "4"), ("n?", "1 2"),
            ("community?", "4"), ("flag?", "4"), ("not year?", "3"),
            // Missing fields compare false either way.
            ("flag=x", ""), ("flag!=x", "4"), ("not flag=x", "1 2 3 4"), ("n<9", "1 2"),
            ("not n<9", "3 4"),
            // not, and, or, parentheses.
            ("id>1 id<4", "2 3"), ("id>1 and id<4", "2 3"), ("id=1 or id=4", "1 4"),
            ("id=1 or id=2 title~bj", "1 2"), ("(id=1 or id=2) title~bj", "2"),
            ("not (id=1 or id=2)", "3 4"), ("not id=1 not id=2", "3 4"),
        ])
    func compares(condition: String, ids: String) async {
        #expect(await Self.ids(condition) == ids)
    }

    @Test("A path through a flattened column finds it")
    func flattened() async {
        let session = TestSession(.script, .rows([["community.have": 3], ["community.have": 4]]))
        #expect(await session.run("raw GET /x | where community.have=4").rows.count == 1)
    }

    // MARK: Fields that are not there

    private static func problems(_ stages: String) async -> [String] {
        await TestSession(.script, .pages(of: 300)).run("search x | \(stages)").problems
    }

    @Test(
        "A field that nobody knows is an error with a suggestion",
        arguments: [
            ("where yaer<1960", "«yaer» no field 'yaer' → did you mean 'year'?"),
            ("where id>1 not titel?", "«titel» no field 'titel' → did you mean 'title'?"),
            ("select id idd=titel", "«titel» no field 'titel' → did you mean 'title'?"),
            ("sort -yaer", "«-yaer» no field 'yaer' → did you mean 'year'?"),
            ("show titel", "«titel» no field 'titel' → did you mean 'title'?"),
            (
                "select id | where title~x", "«title» no field 'title' → there are id"
            ),
            ("count | where n>1", "«n» no field 'n' → there are count"),
            (
                "where xyzzy.a=1",
                "«xyzzy.a» no field 'xyzzy' → there are id, type, title, year, country, format,"
                    + " formats, format_quantity, label, catno, barcode, genre, …"
            ),
        ])
    func unknownField(stages: String, problem: String) async {
        let ran = await TestSession(.script, .pages(of: 300)).run("search x | \(stages)")
        #expect(ran.problems == [problem])
        #expect(ran.output == "")
    }

    @Test("It is judged by the first page, before more is fetched")
    func firstPage() async {
        let ran = await TestSession(.script, .pages(of: 300)).run("search x | where yaer=1")
        #expect(ran.pages == ["1×100"])
    }

    @Test("Several are told at once")
    func several() async {
        #expect(await Self.problems("where yaer=1 or titel=2").count == 2)
    }

    @Test(
        "A field that the endpoint declares may be absent, and so may all where there are no rows")
    func declared() async {
        #expect(await Self.problems("where country=US | select genre | sort genre") == [])
        let empty = TestSession(.script, .pages(of: 0))
        #expect(await empty.run("search x | where yaer=1").problems == [])
    }

    @Test("A nested field is an error only when a name like it is there")
    func nested() async {
        let session = TestSession(
            .script, .rows([["labels": [["name": "x", "catno": "1"]], "n": 1]]))
        #expect(
            await session.run("raw GET /x | where labels.nmae=x").problems
                == ["«labels.nmae» no field 'labels.nmae' → did you mean 'labels.name'?"])
        #expect(await session.run("raw GET /x | where labels.entity=x").problems == [])
        #expect(await session.run("raw GET /x | where labels.3=x n.a?").problems == [])
    }
}
