import Testing

@testable import Records

@Suite("Reading rows")
struct RowParserTests {
    /// The rows of a text, which must be the same however it arrives.
    private static func rows(_ text: String, as format: RowFormat) throws -> [Row] {
        try rows(Array(text.utf8), as: format)
    }

    private static func rows(_ bytes: [UInt8], as format: RowFormat) throws -> [Row] {
        let whole = try parsed([bytes[...]], as: format)
        for split in 0...bytes.count {
            let parts = try parsed([bytes[..<split], bytes[split...]], as: format)
            #expect(parts == whole, "split at \(split)")
        }
        #expect(try parsed(bytes.indices.map { bytes[$0...$0] }, as: format) == whole)
        return whole
    }

    private static func parsed(_ parts: [ArraySlice<UInt8>], as format: RowFormat) throws -> [Row] {
        let parser = format.makeParser()
        var rows: [Row] = []
        for part in parts { rows += try parser.read(part) }
        return try rows + parser.finish()
    }

    private static func error(_ text: String, as format: RowFormat) -> RowSyntaxError? {
        #expect(throws: RowSyntaxError.self) { _ = try parsed([Array(text.utf8)[...]], as: format) }
    }

    // MARK: csv and tsv

    @Test("Cells, quotes and line ends are those of RFC 4180")
    func csv() throws {
        #expect(
            try Self.rows("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n,\r\n", as: .csv)
                == [["a": "1", "b": "x, \"y\"\r\nz"], ["a": "", "b": ""]])
        #expect(try Self.rows("a\n\"\"\n\nb\r\nc", as: .csv).map { $0["a"] } == ["", "b", "c"])
        #expect(try Self.rows("a,b\n1,2\"3\n", as: .csv) == [["a": "1", "b": "2\"3"]])
        #expect(try Self.rows("a\r1\r2\r", as: .csv).map { $0["a"] } == ["1", "2"])
    }

    @Test(
        "The first line shows what stands between cells",
        arguments: ["a;b,c;d\n1;2;3\n", "a\tb,c\td\n1\t2\t3\n", "\u{FEFF}a;\"b,c\";d\n1;2;3"])
    func sniffed(text: String) throws {
        #expect(try Self.rows(text, as: .csv) == [["a": "1", "b,c": "2", "d": "3"]])
    }

    @Test("tsv has no quotes")
    func tsv() throws {
        #expect(
            try Self.rows("a\tb\n\"x\t,y\n", as: .tsv) == [["a": "\"x", "b": ",y"]])
    }

    @Test("Names that are empty or there twice get a number")
    func names() throws {
        #expect(
            try Self.rows("a,,a,a_2\n1,2,3,4\n", as: .csv)
                == [["a": "1", "column_2": "2", "a_2": "3", "a_2_2": "4"]])
    }

    @Test("Nothing and a header alone are no rows")
    func empty() throws {
        for text in ["", "\n\n", "a,b", "a,b\r\n"] {
            #expect(try Self.rows(text, as: .csv) == [])
        }
    }

    @Test("What is malformed is told with its line")
    func wrong() {
        #expect(
            Self.error("a,b\n1,2\n\"x\ny\",2\n3\n", as: .csv)
                == RowSyntaxError(problem: .cellCount(1, expected: 2), line: 5))
        #expect(
            Self.error("a\n1\n\"2\n3", as: .csv) == RowSyntaxError(problem: .openQuote, line: 3))
        #expect(
            Self.error("a,b\n1,2,3", as: .csv)
                == RowSyntaxError(problem: .cellCount(3, expected: 2), line: 2))
        let invalid = [UInt8(ascii: "a"), 0x0A, 0xFF, 0x0A]
        for format in [RowFormat.csv, .tsv, .lines, .jsonl] {
            let error = #expect(throws: RowSyntaxError.self) {
                try Self.parsed([invalid[...]], as: format)
            }
            if format != .jsonl { #expect(error?.problem == .notUTF8) }
        }
    }

    // MARK: Lines and JSON

    @Test("Lines are values; empty ones are none")
    func lines() throws {
        #expect(
            try Self.rows("\u{FEFF}a b\r\n\n  \nc", as: .lines)
                == [["value": "a b"], ["value": "c"]])
    }

    @Test("A JSON value on each line")
    func jsonl() throws {
        #expect(
            try Self.rows("{\"a\":1}\n\n[2]\r\n\"x\"", as: .jsonl)
                == [["a": 1], ["value": [2]], ["value": "x"]])
        let error = Self.error("{}\n{\"a\":\n", as: .jsonl)
        #expect(error?.line == 2)
    }

    @Test("The elements of a list, or one value")
    func json() throws {
        #expect(
            try Self.rows(" [ {\"a\": \"],\\\"{\"} ,\n[1,[2]], 3 ] \n", as: .json)
                == [["a": "],\"{"], ["value": [1, [2]]], ["value": 3]])
        #expect(try Self.rows("\u{FEFF}{\"a\": [1]}", as: .json) == [["a": [1]]])
        for text in ["", " \n", "[]", "[ ]"] { #expect(try Self.rows(text, as: .json) == []) }
    }

    @Test(
        "A list that is no list is an error with the element's line",
        arguments: [
            ("[1,\n,2]", 1), ("[1,\n2", 1), ("[1]\n[2]", 2), ("[1,]", 1), ("[,]", 1),
            ("[1,\n{\"a\":}]", 2), ("{\"a\":1", 1), ("[1 2]", 1), ("nul", 1), ("{} {}", 1),
            ("[}]", 1), ("[\"a]", 1),
        ])
    func notJSON(text: String, line: Int) {
        #expect(Self.error(text, as: .json)?.line == line)
    }

    @Test("A record that does not end is given up", arguments: RowFormat.allCases)
    func tooLong(format: RowFormat) throws {
        let parser = format.makeParser(limit: 1000)
        _ = try? parser.read([UInt8(ascii: "["), UInt8(ascii: "\"")])
        let error = #expect(throws: RowSyntaxError.self) {
            for _ in 0..<12 { _ = try parser.read(Array(repeating: 0x31, count: 100)[...]) }
        }
        #expect(error?.problem == .tooLong(1000))
    }

    @Test("The format follows the ending")
    func endings() {
        #expect(RowFormat(fileExtension: "CSV") == .csv)
        #expect(RowFormat(fileExtension: "ndjson") == .jsonl)
        #expect(RowFormat(fileExtension: "txt") == .lines)
    }

    @Test("Any bytes give rows or an error, and never a crash", arguments: RowFormat.allCases)
    func anything(format: RowFormat) {
        var seed: UInt64 = 42
        let alphabet = Array("\",;\t\n\r[]{}:\\ea1\u{FEFF}".utf8) + [0xFF, 0x00]
        for _ in 0..<2000 {
            let bytes = (0..<24).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(seed >> 33) % alphabet.count]
            }
            let whole = Result { try Self.parsed([bytes[...]], as: format) }
            let parts = Result { try Self.parsed(bytes.indices.map { bytes[$0...$0] }, as: format) }
            switch (whole, parts) {
            case (.success(let a), .success(let b)): #expect(a == b, "\(bytes)")
            case (.failure, .failure): break
            default: Issue.record("whole and in parts differ: \(bytes)")
            }
        }
    }
}
