import Records
import Testing

@testable import Output

@Suite struct StructuredTests {
    private let rows: [Row] = [
        ["id": 1, "labels": [["name": "Columbia"]], "empty": []], ["id": 2, "title": "B"],
    ]

    @Test("json is one array with an indented object for each row")
    func json() throws {
        let text = try written(rows, as: .json, batch: 1)
        #expect(
            text == """
                [
                  {
                    "id": 1,
                    "labels": [
                      {
                        "name": "Columbia"
                      }
                    ],
                    "empty": []
                  },
                  {
                    "id": 2,
                    "title": "B"
                  }
                ]

                """)
        #expect(try JSONValue(parsing: text) == .array(rows.map { .object($0) }))
    }

    @Test("json of one object is that object, and null where there was none")
    func jsonObject() throws {
        var options = RowWriterOptions(isObject: true)
        #expect(try written([rows[1]], as: .json, options) == rows[1].json(pretty: true) + "\n")
        #expect(try written([], as: .json, options) == "null\n")
        options.columns = ["title"]
        #expect(try written([rows[1]], as: .json, options) == "{\n  \"title\": \"B\"\n}\n")
        options = RowWriterOptions(isObject: true, terminal: TerminalStyle(width: 80))
        let unsafe: Row = ["t": "\u{9B}31m"]
        #expect(try written([unsafe], as: .json, options) == "{\n  \"t\": \"\\u009b31m\"\n}\n")
    }

    @Test("jsonl is one object on each line, and leaves at once")
    func jsonl() throws {
        let sink = BufferSink()
        var writer = RowWriters.make(.jsonl, to: sink)
        try writer.write([rows[1]])
        #expect(sink.text == "{\"id\":2,\"title\":\"B\"}\n")
        try writer.write([])
        try writer.finish()
        #expect(sink.text == "{\"id\":2,\"title\":\"B\"}\n")
        #expect(sink.isFinished)
    }

    @Test("No rows are an empty list")
    func noRows() throws {
        #expect(try written([], as: .json) == "[]\n")
        #expect(try written([], as: .jsonl) == "")
        #expect(try written([], as: .yaml) == "[]\n")
    }

    @Test("Chosen columns are named as they were asked for")
    func chosen() throws {
        let options = RowWriterOptions(columns: ["labels.name", "id"])
        #expect(
            try written(rows, as: .jsonl, options)
                == "{\"labels.name\":[\"Columbia\"],\"id\":1}\n{\"id\":2}\n")
        #expect(
            try written(rows, as: .yaml, options)
                == "- labels.name:\n    - Columbia\n  id: 1\n- id: 2\n")
    }

    @Test("On its way to a terminal, JSON escapes what a terminal could mistake")
    func terminalJSON() throws {
        let rows: [Row] = [["t": "\u{1B}\u{9B}\u{202E}é坂\u{E0041}\u{2028}\n"]]
        let options = RowWriterOptions(terminal: TerminalStyle(width: 80))
        let text = try written(rows, as: .jsonl, options)
        #expect(text == #"{"t":"\u001b\u009b\u202eé坂\udb40\udc41\u2028\n"}"# + "\n")
        #expect(try JSONValue(parsing: text) == .object(rows[0]))
        #expect(
            try written(rows, as: .jsonl).contains("\u{9B}"), "a file gets the text unchanged")
    }

    @Test("yaml nests mappings and lists")
    func yaml() throws {
        let release = try row(
            #"""
            {"id":1,"title":"Kind Of Blue","artist":{"name":"Miles Davis","id":-3.5},
             "matrix":[[1,2],[]],"tracks":[{"title":"So What","n":1},{}],"none":null,"is":true,
             "big":1e30}
            """#)
        #expect(
            try written([release, [:]], as: .yaml) == """
                - id: 1
                  title: Kind Of Blue
                  artist:
                    name: Miles Davis
                    id: -3.5
                  matrix:
                    - - 1
                      - 2
                    - []
                  tracks:
                    - title: So What
                      "n": 1
                    - {}
                  none: null
                  is: true
                  big: 1.0e+30
                - {}

                """)
    }

    @Test(
        "yaml quotes what could be read as something else",
        arguments: [
            ("yes", "\"yes\""), ("NO", "\"NO\""), ("null", "\"null\""), ("1959", "\"1959\""),
            ("", "\"\""), ("- x", "\"- x\""), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""),
            ("x ", "\"x \""), (" x", "\" x\""), ("two\nlines", "\"two\\nlines\""),
            ("~", "\"~\""), ("*x", "\"*x\""), ("&x", "\"&x\""), ("'x'", "\"'x'\""),
            ("\u{1B}", "\"\\u001b\""), ("a\u{85}b\u{2029}", "\"a\\u0085b\\u2029\""),
            ("\u{E0041}x", "\"\\U000e0041x\""), ("1e3", "\"1e3\""), ("0x1F", "\"0x1F\""),
            ("12:30:45", "\"12:30:45\""), ("{a}", "\"{a}\""), ("%x", "\"%x\""), ("é坂", "é坂"),
            ("A (B) c-d/e.f_g+", "A (B) c-d/e.f_g+"), ("naïve", "naïve"), ("12\"", "\"12\\\"\""),
        ])
    func yamlQuoting(_ text: String, _ expected: String) throws {
        #expect(try written([["a": .string(text)]], as: .yaml) == "- a: \(expected)\n")
    }

    @Test("Formats know their file names")
    func extensions() {
        for format in OutputFormat.allCases where format.isExportable {
            #expect(OutputFormat(fileExtension: format.fileExtension) == format)
        }
        #expect(OutputFormat(fileExtension: "CSV") == .csv)
        #expect(OutputFormat(fileExtension: "yml") == .yaml)
        #expect(OutputFormat(fileExtension: "ndjson") == .jsonl)
        #expect(OutputFormat(fileExtension: "markdown") == .markdown)
        #expect(OutputFormat(fileExtension: "txt") == nil)
        #expect(OutputFormat.table.fileExtension == "txt")
        #expect(!OutputFormat.table.isExportable)
        #expect(OutputFormat.allCases.filter(\.isExportable).count == 9)
    }
}
