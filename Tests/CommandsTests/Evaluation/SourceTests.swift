import Records
import Testing

@testable import Commands

@Suite("What a source answers")
struct SourceTests {
    @Test(
        "A reply that is no object is an error where one is promised",
        arguments: [.null, "text", 3, [["id": 1]]] as [JSONValue])
    func shape(body: JSONValue) async {
        let ran = await TestSession(.script, .body(body)).run("release 1")
        #expect(ran.problems.count == 1)
        #expect(ran.problems.first?.contains("the reply is not an object") == true)
        #expect(ran.output.isEmpty)
    }

    @Test("A raw list with further pages says how to get the next")
    func furtherPages() async {
        let body: JSONValue = [
            "pagination": ["page": 1, "pages": 3, "per_page": 1, "items": 3],
            "results": [["id": 1]],
        ]
        let ran = await TestSession(.script, .body(body)).run("raw GET /x")
        #expect(ran.notes == ["page 1 of 3; page=2 gives the next"])
        #expect(ran.output == "{\"id\":1}\n")
    }

    @Test("A field that only rows had which were left out is no slip")
    func seenFields() async {
        let body: JSONValue = [["kind": "a", "year": 1959], ["kind": "b"]]
        let session = TestSession(.script, .body(body))
        let ran = await session.run("raw GET /x | where kind=b | where year>1950")
        #expect(ran.problems == [])
        #expect(ran.output.isEmpty)
        let slip = await session.run("raw GET /x | where kind=b | where yaer>1950")
        #expect(slip.problems == ["«yaer» no field 'yaer' → did you mean 'year'?"])
    }

    @Test("One object is one value in JSON, and null when nothing is left of it")
    func object() async {
        let session = TestSession(.script, .body(["id": 1])) { $0.format = .json }
        #expect(await session.run("release 1").output == "{\n  \"id\": 1\n}\n")
        #expect(await session.run("release 1 | where id=2").output == "null\n")
    }
}
