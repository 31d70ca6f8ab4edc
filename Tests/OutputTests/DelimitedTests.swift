import Records
import Testing

@testable import Output

@Suite struct DelimitedTests {
    @Test("The header is the union of all rows' columns, in order of first appearance")
    func header() throws {
        let rows: [Row] = [["id": 1, "title": "A"], ["id": 2, "year": 1959, "title": "B"]]
        #expect(try written(rows, as: .csv) == "id,title,year\r\n1,A,\r\n2,B,1959\r\n")
    }

    @Test("Objects become columns of their own, lists one cell")
    func nested() throws {
        let release = try row(
            #"""
            {"id":1,"community":{"have":3,"rating":{"average":4.5}},"genres":["Jazz","Funk"],
             "labels":[{"name":"Columbia","catno":"CL 1355"},{"name":"Fontana"}],"none":null,
             "shipping":{},"empty":[],"isOn":true,"images":[{"uri":"","width":3}],"mixed":[1,[2],""]}
            """#)
        #expect(
            try written([release], as: .csv)
                == "id,community.have,community.rating.average,genres,labels,none,empty,isOn,images,"
                + "mixed\r\n1,3,4.5,Jazz; Funk,Columbia; Fontana,,,true,"
                + "\"{\"\"uri\"\":\"\"\"\",\"\"width\"\":3}\",1; [2]\r\n")
    }

    @Test("Of an object in a list its name stands for it, or else title, user name, value, address")
    func listElements() throws {
        let lists = try row(
            #"""
            {"a":[{"name":"","title":"T"}],"b":[{"value":5}],"c":[{"username":"memory"}],
             "d":[{"uri":"https://x"}],"e":[{"value":1.5,"name":"N"}],"f":[{"value":2.5}]}
            """#)
        #expect(
            try written([lists], as: .csv) == "a,b,c,d,e,f\r\nT,5,memory,https://x,N,2.5\r\n")
    }

    @Test("Two values with the same flat name both stay")
    func collision() throws {
        let rows: [Row] = [["a.b": 1, "a": ["b": 2]]]
        #expect(try written(rows, as: .csv) == "a.b,a.b_2\r\n1,2\r\n")
    }

    @Test("A chosen column may go through lists, and rows leave as they come")
    func chosen() throws {
        let sink = BufferSink()
        var writer = RowWriters.make(
            .csv, to: sink, options: RowWriterOptions(columns: ["title", "labels.name", "none"]))
        try writer.write([["title": "A", "labels": [["name": "X"], ["name": "Y"]]]])
        #expect(sink.text == "title,labels.name,none\r\nA,X; Y,\r\n")
        #expect(!sink.isFinished)
        try writer.write([["title": ["deep": 1]]])
        try writer.finish()
        #expect(sink.text.hasSuffix("\"{\"\"deep\"\":1}\",,\r\n"))
        #expect(sink.isFinished)
    }

    @Test("Without rows there is nothing, or the header when the columns were chosen")
    func noRows() throws {
        #expect(try written([], as: .csv) == "")
        #expect(try written([], as: .csv, RowWriterOptions(columns: ["a", "b"])) == "a,b\r\n")
        #expect(try written([[:]], as: .csv) == "")
    }

    @Test("A row whose only cell is empty is no empty line")
    func emptyCell() throws {
        #expect(try written([["a": ""], ["a": 1]], as: .csv) == "a\r\n\"\"\r\n1\r\n")
    }

    static let torture = [
        "plain", "", "a,b", "say \"hi\"", "\"", "\"\"", "line\nbreak", "line\r\nbreak", "lone\rcr",
        " leading", "trailing ", "a;b", "a\tb", "é坂🎷", "\"\u{301}marked quote", ",\u{301}",
        "\u{FEFF}bom", "nul\0", "'quoted'", "\\", "\\\"", "\"a\",\"b\"", "\n", "\r\n\r\n",
        "\u{2028}", "\u{1B}[0m", String(repeating: "x\"", count: 5_000),
    ]

    @Test("Whatever a cell holds comes back from a reader of RFC 4180", arguments: torture)
    func roundTrip(_ text: String) throws {
        let csv = try written([["a": .string(text), "b": 1, "c": .string(text)]], as: .csv)
        let rows = try DelimitedReader.read(Array(csv.utf8))
        #expect(rows.count == 2 && rows[1].count == 3)
        let expected = FormulaGuard.guarded(text)
        for cell in [rows[1][0], rows[1][2]] {
            #expect(cell.utf8.elementsEqual(expected.utf8))
        }
        #expect(rows[1][1] == "1")
    }

    @Test("Many rows of every kind of cell come back in order, also from the temporary file")
    func spooled() throws {
        var rows: [Row] = []
        for number in 0..<3_000 {
            var row: Row = ["n": .int(Int64(number))]
            row["c\(number % 7)"] = .string(
                Self.torture[number % (Self.torture.count - 1)] + String(repeating: "z", count: 500)
            )
            rows.append(row)
        }
        let folder = try TemporaryFolder()
        let csv = try written(
            rows, as: .csv, RowWriterOptions(temporaryFolder: folder.path), batch: 100)
        #expect(csv.utf8.count > 1 << 20)
        #expect(folder.names == [])
        let read = try DelimitedReader.read(Array(csv.utf8))
        #expect(read.count == 3_001)
        #expect(read[0] == ["n"] + (0..<7).map { "c\($0)" })
        for (number, cells) in read.dropFirst().enumerated() {
            let row = rows[number]
            #expect(cells[0] == String(number))
            let text = row["c\(number % 7)"]?.stringValue ?? ""
            #expect(cells[1 + number % 7].utf8.elementsEqual(FormulaGuard.guarded(text).utf8))
            #expect(cells.dropFirst().count { !$0.isEmpty } == 1)
        }
    }

    @Test("A temporary folder that is not there is an error with its path")
    func noSpool() throws {
        let rows: [Row] = [["a": .string(String(repeating: "x", count: 2 << 20))]]
        let error = #expect(throws: FileWriteError.self) {
            try written(rows, as: .csv, RowWriterOptions(temporaryFolder: "/nonexistent/folder"))
        }
        guard case .system("/nonexistent/folder", "open", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Formulas are defused in text, and numbers stay numbers")
    func formulas() throws {
        let rows: [Row] = [
            ["=key": "=1+1", "n": -5, "d": -1.5, "t": "-5", "l": ["=a", "b"], "o": ["+x": "@y"]]
        ]
        #expect(
            try written(rows, as: .csv)
                == "'=key,n,d,t,l,o.+x\r\n'=1+1,-5,-1.5,-5,'=a; b,'@y\r\n")
    }

    @Test("No injected cell begins a formula, in csv or tsv", arguments: [OutputFormat.csv, .tsv])
    func injections(_ format: OutputFormat) throws {
        let rows: [Row] = Injections.formulas.map { ["a": .string($0)] }
        #expect(rows.count > 500)
        let text = try written(rows, as: format)
        let cells =
            format == .csv
            ? try DelimitedReader.read(Array(text.utf8)).map { $0[0] }
            : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for cell in cells.dropFirst().filter({ !$0.isEmpty }) {
            // Where a tab or a line break became a blank, nothing may be left to guard.
            let isGuarded = cell.utf8.first == UInt8(ascii: "'")
            #expect(
                isGuarded || format == .tsv && FormulaGuard.guarded(cell) == cell,
                "\(cell.debugDescription)")
        }
        #expect(cells.count >= rows.count)
    }

    @Test("A tsv cell stays on its line")
    func tsv() throws {
        let rows: [Row] = [["a": "x\ty", "b": "1\r\n2\n3\r4\u{2028}5", "c": "say \"hi\", you"]]
        #expect(try written(rows, as: .tsv) == "a\tb\tc\nx y\t1 2 3 4 5\tsay \"hi\", you\n")
    }

    @Test("Another delimiter is quoted where it occurs")
    func delimiter() throws {
        let options = RowWriterOptions(delimiter: .semicolon)
        #expect(
            try written([["a": "1;2", "b": "3|4"]], as: .csv, options) == "a;b\r\n\"1;2\";3|4\r\n")
        // Where no delimiter is in the first line, readers take it for a comma.
        #expect(try written([["a": "3,4"]], as: .csv, options) == "a\r\n\"3,4\"\r\n")
        #expect(try written([["a|b": 1]], as: .csv) == "\"a|b\"\r\n1\r\n")
    }

    @Test("On its way to a terminal, csv is sanitised")
    func terminal() throws {
        let rows: [Row] = [["a\u{9B}": "x\u{1B}[2J\u{202E}\r\ny"]]
        let options = RowWriterOptions(terminal: TerminalStyle(width: 80))
        #expect(try written(rows, as: .csv, options) == "a\u{FFFD}\r\nx␛[2J\u{FFFD} y\r\n")
        let chosen = RowWriterOptions(columns: ["a\u{9B}"], terminal: TerminalStyle(width: 80))
        #expect(try written(rows, as: .csv, chosen) == "a\u{FFFD}\r\nx␛[2J\u{FFFD} y\r\n")
    }

    @Test("A Markdown table shows the text as it is")
    func markdown() throws {
        let rows: [Row] = [
            ["title": "a|b <script>&amp; [x](y) *z* `c` \\ ~", "cover_image": "https://x/a_b_"],
            ["title": "two\nlines\u{1B}", "n": 1],
        ]
        #expect(
            try written(rows, as: .markdown) == """
                | title | cover_image | n |
                | --- | --- | --- |
                | a\\|b &lt;script&gt;&amp;amp; \\[x\\](y) \\*z\\* \\`c\\` \\\\ \\~ | https://x/a_b\\_ |  |
                | two lines␛ |  | 1 |

                """)
    }
}
