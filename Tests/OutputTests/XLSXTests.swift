import Foundation
import Records
import Testing

@testable import Output

@Suite("xlsx")
struct XLSXTests {
    /// The parts of a workbook, taken apart by another program.
    private func parts(
        _ rows: [Row], _ options: RowWriterOptions = RowWriterOptions()
    ) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let file = try DurableFile(path: folder.file("a.xlsx"))
        var writer = RowWriters.make(.xlsx, to: file, options: options)
        try writer.write(rows)
        try writer.finish()
        return try ZipContents.read(try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }

    private func sheet(
        _ rows: [Row], _ options: RowWriterOptions = RowWriterOptions()
    ) throws -> String {
        try #require(try parts(rows, options)["xl/worksheets/sheet1.xml"])
    }

    @Test("Is a workbook of well-formed parts, the same for the same rows")
    func workbook() throws {
        let rows: [Row] = [["id": 1, "title": "So What", "uri": "https://x.org/?a=1&b=2"]]
        let parts = try parts(rows, RowWriterOptions(title: "search"))
        #expect(
            parts.keys.sorted() == [
                "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                "xl/workbook.xml", "xl/worksheets/_rels/sheet1.xml.rels",
                "xl/worksheets/sheet1.xml",
            ])
        #expect(parts["xl/workbook.xml"]?.contains(#"<sheet name="search" "#) == true)
        #expect(
            parts["xl/worksheets/_rels/sheet1.xml.rels"]?
                .contains(#"Target="https://x.org/?a=1&amp;b=2" TargetMode="External""#) == true)
        #expect(try self.parts(rows, RowWriterOptions(title: "search")) == parts)
    }

    @Test("Numbers are numbers, ids and large numbers text, and the names stay in sight")
    func cells() throws {
        let text = try sheet([
            [
                "id": 7, "master_id": 8, "n": -1.5, "year": 1959, "is": true, "none": .null,
                "big": 9_007_199_254_740_993, "catno": 1, "genres": ["a", "b"],
            ]
        ])
        #expect(text.contains(#"state="frozen""#))
        #expect(text.contains(#"<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">id</t>"#))
        for (place, value) in [
            ("A", "7"), ("B", "8"), ("G", "9007199254740993"), ("H", "1"), ("I", "a; b"),
        ] {
            #expect(
                text.contains(
                    #"<c r="\#(place)2" s="2" t="inlineStr"><is><t xml:space="preserve">\#(value)</t>"#
                ))
        }
        #expect(text.contains(#"<c r="C2"><v>-1.5</v></c><c r="D2"><v>1959</v></c>"#))
        #expect(text.contains(#"<c r="E2" t="b"><v>1</v></c>"#))
        #expect(!text.contains(#"r="F2""#))
    }

    @Test("Nothing is a formula, and no text is markup", arguments: [Injections.formulas])
    func injections(_ texts: [String]) throws {
        let rows: [Row] = (texts + ["</t><f>1+1</f>", "]]>", "&lt;"]).map { ["a": .string($0)] }
        let text = try sheet(rows)
        #expect(!text.contains("<f"))
        #expect(text.ranges(of: "<c ").count == rows.count + 1)
        #expect(text.ranges(of: " t=\"inlineStr\"").count == rows.count + 1)
    }

    @Test("Characters that XML cannot hold are written as workbooks do")
    func controls() {
        #expect(
            Worksheet.escaped("a\u{1B}[\r\n\t\0\u{FFFF}") == "a_x001B_[_x000D_\n\t\u{FFFD}\u{FFFD}")
        #expect(Worksheet.escaped("_x000A_ _x00_ _xZZZZ_ _") == "_x005F_x000A_ _x00_ _xZZZZ_ _")
        #expect(Worksheet.escaped("<a href=\"x\">&") == "&lt;a href=&quot;x&quot;&gt;&amp;")
    }

    @Test("Names of sheets are as Excel wants them")
    func sheetNames() {
        for (title, name) in [
            ("search", "search"), ("a/b[c]:d*e?f\\g'", "a_b_c__d_e_f_g_"), ("", "rows"),
            ("History", "rows"),
            (String(repeating: "é", count: 40), String(repeating: "é", count: 31)),
            (String(repeating: "😀", count: 20), String(repeating: "😀", count: 15)),
        ] { #expect(Worksheet(title: title).sheetName == name) }
    }

    @Test("Columns have the letters of a sheet")
    func letters() {
        #expect(
            [0, 25, 26, 701, 702, 16_383].map(Worksheet.column) == [
                "A", "Z", "AA", "ZZ", "AAA", "XFD",
            ])
    }

    @Test("A text that is too long is cut, and somebody is told")
    func longText() throws {
        let sink = BufferSink()
        var writer = RowWriters.make(.xlsx, to: sink)
        try writer.write([
            ["a": .string(String(repeating: "x", count: 32_767))],
            ["a": .string(String(repeating: "😀", count: 20_000))],
        ])
        try writer.finish()
        #expect(writer.notes == ["1 cell was cut: a sheet holds 32767 characters in each"])
        let text = try ZipContents.read(Data(sink.bytes))["xl/worksheets/sheet1.xml"] ?? ""
        #expect(text.contains(">" + String(repeating: "x", count: 32_767) + "<"))
        #expect(text.contains(">" + String(repeating: "😀", count: 16_383) + "…<"))
    }

    @Test("What a sheet has no room for is an error, before all of it has come")
    func limits() throws {
        var writer = RowWriters.make(.xlsx, to: BufferSink())
        let wide = Row((0...16_384).map { ("c\($0)", .int($0)) })
        #expect(throws: FormatLimit.columns(16_385, limit: 16_384)) { try writer.write([wide]) }
        var long = RowWriters.make(.xlsx, to: BufferSink())
        #expect(throws: FormatLimit.rows(limit: 1_048_575)) {
            try long.write(Array(repeating: [:], count: 1_048_576))
        }
    }

    @Test("More links than a sheet can hold stay text, and so do addresses that are too long")
    func links() throws {
        let long = "https://x/" + String(repeating: "y", count: 2_070)
        let rows: [Row] = (0..<65_540).map { ["u": .string("https://x/\($0)")] }
        let text = try sheet([["u": .string(long)]] + rows)
        #expect(text.ranges(of: "<hyperlink ").count == 65_530)
        #expect(text.contains("<c r=\"A2\" s=\"2\""))
        #expect(text.contains("<hyperlink ref=\"A3\" r:id=\"rId1\"/>"))
        #expect(!text.contains("ref=\"A65533\""))
    }

    @Test("Without rows it is a workbook all the same")
    func empty() throws {
        #expect(try sheet([]).contains("<sheetData><row r=\"1\"></row></sheetData></worksheet>"))
    }
}
