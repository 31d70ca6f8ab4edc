import Records
import Testing

@Suite("Rows and their fields")
struct RowTests {
    let row: Row = [
        "title": "Kind Of Blue",
        "labels": [["name": "Columbia", "catno": "CL 1355"], ["name": "CBS", "catno": "62066"]],
        "community": ["have": 10, "rating": ["average": 4.5]],
        "tracklist": [["title": "So What"], ["title": "Freddie Freeloader"]],
        "genres": ["Jazz"],
        "community.want": 3,
        "nothing": nil,
    ]

    @Test("a path reaches into objects")
    func nested() {
        #expect(FieldPath("community.rating.average").value(in: row) == 4.5)
        #expect(FieldPath("title").value(in: row) == "Kind Of Blue")
    }

    @Test("a path goes through lists and then has several values")
    func throughLists() {
        #expect(FieldPath("labels.name").values(in: row) == ["Columbia", "CBS"])
        #expect(FieldPath("labels.name").value(in: row) == ["Columbia", "CBS"])
        #expect(FieldPath("genres").value(in: row) == ["Jazz"])
    }

    @Test("a number in a path is a place in a list, from 0")
    func places() {
        #expect(FieldPath("tracklist.1.title").value(in: row) == "Freddie Freeloader")
        #expect(FieldPath("tracklist.7.title").value(in: row) == nil)
        #expect(FieldPath("tracklist.0.title").lastName == "title")
        #expect(FieldPath("tracklist.0").lastName == "tracklist")
    }

    @Test("a missing field has no value, a null one has null")
    func missing() {
        #expect(FieldPath("titel").value(in: row) == nil)
        #expect(FieldPath("labels.nmae").value(in: row) == nil)
        #expect(FieldPath("title.x").value(in: row) == nil)
        #expect(FieldPath("nothing").value(in: row) == .null)
    }

    @Test("a flattened column's name is found as it is")
    func flattened() {
        #expect(FieldPath("community.want").value(in: ["community.want": 3]) == 3)
    }

    @Test("objects are equal whatever the order of their members")
    func equality() {
        let a: JSONObject = ["x": 1, "y": [2]]
        let b: JSONObject = ["y": [2], "x": 1]
        #expect(a == b)
        #expect(a.hashValue == b.hashValue)
        #expect(a != ["x": 1])
        #expect(a != ["x": 1, "z": [2]])
    }

    @Test("members are replaced, added and removed by their key")
    func changing() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        object["q"] = nil
        #expect(object.keys == ["a", "c"])
        #expect(object["a"] == 3)
    }

    @Test("a value as text is what a person reads")
    func text() {
        #expect(JSONValue.null.text == "")
        #expect(JSONValue.string("x").text == "x")
        #expect(JSONValue.bool(true).text == "true")
        #expect(JSONValue.int(-3).text == "-3")
        #expect(JSONValue.double(2.5).text == "2.5")
        #expect(JSONValue.array([1, "a"]).text == "[1,\"a\"]")
    }

    @Test("numbers are read as the kind that is asked for, when nothing is lost")
    func numberKinds() {
        #expect(JSONValue.double(3).intValue == 3)
        #expect(JSONValue.double(3.5).intValue == nil)
        #expect(JSONValue.int(3).doubleValue == 3)
        #expect(JSONValue.string("3").intValue == nil)
    }
}
