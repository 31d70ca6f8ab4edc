import Records
import RowDatabase
import Testing

@testable import Output

@Suite("What was written is read again")
struct RoundTripTests {
    private static let texts =
        DelimitedTests.torture + Injections.formulas + [
            "'quoted", "'", "''", "'=x", "-5", "+49301", "1e5", "0123", "9223372036854775807",
            "null",
            "true", "[1]", "{}", "\u{202E}abc", "e\u{301}", "é", "😀\u{200D}😀",
        ]

    private static let rows: [Row] = texts.enumerated().map { place, text in
        ["n": .int(Int64(place)), "a": .string(text), "b": .string(text)]
    }

    private func read(_ text: String, as format: RowFormat) throws -> [Row] {
        let parser = format.makeParser()
        return try parser.read(Array(text.utf8)[...]) + parser.finish()
    }

    /// By bytes: to a `String` two ways to write é are one.
    private func expect(_ value: JSONValue?, _ text: String) {
        #expect(value?.stringValue.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test(
        "Every text, from csv with any delimiter, with a mark in front or without",
        arguments: CellDelimiter.allCases, [false, true])
    func csv(_ delimiter: CellDelimiter, hasMark: Bool) throws {
        let options = RowWriterOptions(delimiter: delimiter, hasByteOrderMark: hasMark)
        let text = try written(Self.rows, as: .csv, options)
        #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) == hasMark)
        let again = try read(text, as: .csv)
        try #require(again.count == Self.rows.count)
        for (row, text) in zip(again, Self.texts) {
            expect(row["a"], text)
            expect(row["b"], text)
        }
    }

    @Test("One column of csv, which shows no delimiter", arguments: CellDelimiter.allCases)
    func oneColumn(_ delimiter: CellDelimiter) throws {
        let rows: [Row] = Self.texts.map { ["a": .string($0)] }
        let text = try written(rows, as: .csv, RowWriterOptions(delimiter: delimiter))
        for (row, text) in zip(try read(text, as: .csv), Self.texts) { expect(row["a"], text) }
    }

    @Test(
        "Names of csv, whatever is in them",
        arguments: ["=x", "'=x", "a;b", "a|b|c", "a\tb", "\u{FEFF}x", "a\"b", " a", "a\nb", ","])
    func names(_ name: String) throws {
        let rows: [Row] = [[name: "x", "y": "=1"]]
        #expect(try read(try written(rows, as: .csv), as: .csv) == rows)
    }

    @Test("Every text from tsv, with blanks for the tabs and line breaks that it cannot have")
    func tsv() throws {
        let again = try read(try written(Self.rows, as: .tsv), as: .tsv)
        try #require(again.count == Self.rows.count)
        let breaks: Set<Unicode.Scalar> = [
            "\t", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
        ]
        for (row, text) in zip(again, Self.texts)
        where !text.unicodeScalars.contains(where: breaks.contains) {
            expect(row["a"], text)
        }
    }

    private static let nested: [Row] = [
        [
            "id": 9_223_372_036_854_775_807, "n": .null, "t": "", "d": -0.1, "e": 5.0, "is": true,
            "list": ["a", 1, .null, ["b": ["c"]]], "object": ["x": ["y": "=1"]], "empty": [:],
            "none": [],
        ],
        [
            "id": -1, "n": .null, "t": "'=x", "d": 1e300, "e": 0.5, "is": false, "list": [],
            "object": [:], "empty": ["z": 1], "none": ["a"],
        ],
    ]

    @Test(
        "Everything from json and jsonl",
        arguments: [(OutputFormat.json, RowFormat.json), (.jsonl, .jsonl)])
    func json(_ output: OutputFormat, _ input: RowFormat) throws {
        for rows in [Self.rows, Self.nested] {
            #expect(try read(try written(rows, as: output), as: input) == rows)
        }
    }

    @Test("Nested values of csv as JSON, when they are not made into columns")
    func nestedCSV() throws {
        let text = try written(Self.nested, as: .csv, RowWriterOptions(flattens: false))
        let again = try read(text, as: .csv)
        for (row, was) in zip(again, Self.nested) {
            #expect(row.keys == was.keys)
            for (key, value) in was.members { #expect(row[key]?.text == value.text) }
        }
        let chosen = RowWriterOptions(columns: ["object", "list"], flattens: false)
        #expect(
            try read(try written(Self.nested, as: .csv, chosen), as: .csv)[0]["list"]
                == .string(Self.nested[0]["list"]?.text ?? ""))
    }

    /// The rows of the only table of a database.
    private func tableRows(_ folder: TemporaryFolder, _ name: String) throws -> [Row] {
        let reader = try RowTableReader(path: folder.file(name), table: nil)
        var rows: [Row] = []
        while let batch = try reader.next() { rows += batch }
        return rows
    }

    @Test("Everything from a database, when nested values are not made into columns")
    func sqlite() throws {
        let folder = try TemporaryFolder()
        for (name, rows) in [("texts.db", Self.rows), ("nested.db", Self.nested)] {
            let file = try DurableFile(path: folder.file(name))
            var writer = RowWriters.make(
                .sqlite, to: file,
                options: RowWriterOptions(flattens: false, temporaryFolder: folder.path))
            try writer.write(rows)
            try writer.finish()
            #expect(try tableRows(folder, name) == rows)
            #expect(file.byteCount > 4096)
        }
        #expect(folder.names == ["nested.db", "texts.db"])
    }

    @Test("A database holds what objects hold as columns, and null for what a row lacks")
    func flatSQLite() throws {
        let folder = try TemporaryFolder()
        let file = try DurableFile(path: folder.file("a.db"))
        var writer = RowWriters.make(
            .sqlite, to: file, options: RowWriterOptions(temporaryFolder: folder.path))
        try writer.write([["id": 1, "community": ["have": 3]], ["Id": "x\0y", "l": ["a"]]])
        try writer.finish()
        #expect(
            try tableRows(folder, "a.db") == [
                ["id": 1, "community.have": 3, "Id_2": .null, "l": .null],
                ["id": .null, "community.have": .null, "Id_2": "x\0y", "l": ["a"]],
            ])
    }
}
