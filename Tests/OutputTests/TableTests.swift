import Records
import Testing

@testable import Output

@Suite struct TableTests {
    private func table(
        _ rows: [Row], _ width: Int, kind: RowKind = .other, columns: [String]? = nil,
        isColored: Bool = false, isUnicode: Bool = true
    ) throws -> String {
        try written(
            rows, as: .table,
            RowWriterOptions(
                columns: columns, kind: kind,
                terminal: TerminalStyle(width: width, isColored: isColored, isUnicode: isUnicode)))
    }

    @Test("Colour marks the header, the rule and the numbers, and takes no room")
    func colour() throws {
        let rows: [Row] = [["title": "So What", "n": 1]]
        #expect(
            try table(rows, 80, isColored: true)
                == "\u{1B}[1m#  title    n\u{1B}[22m\n\u{1B}[2m─  ───────  ─\u{1B}[22m\n"
                + "\u{1B}[2m1\u{1B}[22m  So What  1\n")
    }

    @Test("Chosen columns are shown in their order, also those that no row has")
    func chosen() throws {
        let rows: [Row] = [
            ["labels": [["name": "Columbia"], ["name": "CBS"]], "title": "A"],
            ["labels": [], "title": "B", "x": 1],
        ]
        #expect(
            try table(rows, 80, kind: .release, columns: ["title", "labels.name", "none"]) == """
                #  title  labels.name    none
                ─  ─────  ─────────────  ────
                1  A      Columbia, CBS
                2  B

                """)
    }

    @Test("Chosen columns that do not fit are named")
    func chosenTooMany() throws {
        let names = (1...8).map { "column_\($0)" }
        let rows = [Row(names.map { ($0, .string("some longer text")) })]
        let text = try table(rows, 40, columns: names)
        #expect(text.hasSuffix("hidden: column_4, column_5, column_6, …\n"))
        #expect(text.hasPrefix("#  column_1     column_2     column_3\n"))
    }

    @Test("Numbers stand right, text left")
    func alignment() throws {
        let rows: [Row] = [
            ["n": 1, "d": 2.5, "year": "1959", "catno": "1-2", "barcode": ["0123", "4"]],
            ["n": 1000, "d": -10, "year": "", "catno": "33", "barcode": ["5"]],
        ]
        #expect(
            try table(rows, 80) == """
                #     n    d  year  catno  barcode
                ─  ────  ───  ────  ─────  ───────
                1     1  2.5  1959  1-2    0123, 4
                2  1000  -10        33     5

                """)
    }

    @Test("Values read as people write them")
    func values() throws {
        let rows = [
            try row(
                #"""
                {"year":0,"released":"1999-06-00","price":{"currency":"USD","value":12.5},
                 "have":{"have":1,"want":2,"none":"","deep":{"x":1}},"avg":4.6412345,"ok":true,
                 "formats":[{"name":"Vinyl","qty":"2","descriptions":["LP"]}],"null":null,
                 "artists":[{"name":"A (2)","join":"&"},{"name":"B"}],"list":["x","x",{"name":"n"}],
                 "tiny":0.0012345,"big":1e30,"neg":-1.999999,"three":1.05000001}
                """#)
        ]
        #expect(
            try table(rows, 200) == """
                #  year  released      price  have                     avg  ok    formats        null  artists  list       tiny  big      neg  three
                ─  ────  ────────  ─────────  ──────────────────────  ────  ────  ─────────────  ────  ───────  ────  ─────────  ─────  ─────  ─────
                1        1999-06   USD 12.50  have 1, want 2, deep …  4.64  true  2 × Vinyl, LP        A & B    x, n  0.0012345  1e+30  -2.00   1.05

                """)
    }

    @Test("Kinds without columns in any row show all fields")
    func noKnownColumns() throws {
        let rows: [Row] = [["count": 3]]
        #expect(try table(rows, 80, kind: .searchResult) == "#  count\n─  ─────\n1      3\n")
    }

    @Test("Addresses give way to what tells more")
    func addresses() throws {
        let rows: [Row] = [
            [
                "resource_url": "https://api.discogs.com/x/1", "uri": "/x", "status": "For Sale",
                "comments": "A very fine copy indeed", "thumb": "",
            ]
        ]
        #expect(
            try table(rows, 40) == """
                #  status    comments
                ─  ────────  ───────────────────────
                1  For Sale  A very fine copy indeed
                hidden: resource_url, uri, thumb

                """)
    }

    @Test("Every kind has columns that fit any terminal", arguments: RowKind.allCases)
    func kinds(_ kind: RowKind) throws {
        let fields = TableColumns(kind: kind)?.names ?? ["a", "b"]
        #expect(Set(fields) == Set(TableColumns(kind: kind)?.byImportance ?? ["a", "b"]))
        let rows = (0..<12).map { number in
            Row(fields.map { ($0, .string("\($0) 坂本龍一 \(number)")) } + [("secret", "x")])
        }
        for width in 1...150 {
            let text = try table(rows, width, kind: kind)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
            }
        }
        #expect(try table(rows, 300, kind: kind).contains("secret"))
    }

    @Test("The first 200 rows decide the widths, later rows flow with them")
    func streaming() throws {
        let sink = BufferSink()
        var writer = TableWriter(to: sink, kind: .other, style: TerminalStyle(width: 60))
        try writer.write((1...199).map { ["title": "short", "n": .int($0)] })
        #expect(sink.bytes.isEmpty)
        try writer.write([["title": "longer title", "n": 200]])
        #expect(sink.text.split(separator: "\n").count == 202)
        try writer.write([["title": "a title that is much too long", "n": 123_456, "new": 1]])
        try writer.finish()
        let lines = sink.text.split(separator: "\n")
        #expect(lines[0] == "    #  title           n")
        #expect(lines[201] == "  200  longer title  200")
        #expect(lines[202] == "  201  a title tha…  12…")
        #expect(lines[203] == "hidden: new (show FIELD… to see them)")
        #expect(sink.isFinished)
    }

    @Test("Row numbers beyond their room push the line, which still fits")
    func manyRows() throws {
        let sink = BufferSink()
        var writer = TableWriter(to: sink, kind: .other, style: TerminalStyle(width: 20))
        let rows = Array(repeating: Row([("title", "fifteen letters")]), count: 100_001)
        try writer.write(rows)
        try writer.finish()
        let last = sink.text.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("100001  fifteen"))
        #expect(DisplayWidth.of(String(last)) <= 20)
    }

    @Test("No rows are no table")
    func noRows() throws {
        #expect(try table([], 80) == "")
        #expect(try table([], 80, columns: ["a"]) == "")
        #expect(try table([[:]], 80) == "#\n─\n1\n")
    }

    @Test("A table for a file is laid out for 132 columns")
    func file() throws {
        let text = try written(
            SampleRows.search(), as: .table, RowWriterOptions(kind: .searchResult))
        #expect(text == (try table(SampleRows.search(), 132, kind: .searchResult)))
    }
}
