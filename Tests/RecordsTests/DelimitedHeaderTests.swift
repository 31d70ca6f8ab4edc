import Testing

@testable import Records

@Suite("The names of a file's columns")
struct DelimitedHeaderTests {
    private func header(_ text: String, _ format: RowFormat = .csv) throws -> DelimitedHeader? {
        try DelimitedHeader(of: Array(text.utf8), in: format)
    }

    @Test(
        "They are the first record, however its line ends",
        arguments: ["\n", "\r\n", "\r", "\n1,2\n", "\r\n1,2\r\n", ""])
    func names(end: String) throws {
        let header = try #require(try header("id,title" + end))
        #expect(header.names == ["id", "title"])
        #expect(header.delimiter == .comma)
        #expect(header.bytes == Array("id,title".utf8))
    }

    @Test(
        "Lines end as the first one does",
        arguments: [
            ("a\n", DelimitedHeader.LineEnd.newline), ("a\n1\r\n", .newline),
            ("a\r\n", .returnAndNewline), ("a", .returnAndNewline), ("a\r", .returnAndNewline),
        ])
    func lineEnds(text: String, end: DelimitedHeader.LineEnd) throws {
        #expect(try header(text)?.lineEnd == end)
    }

    @Test("A byte order mark is no part of them")
    func byteOrderMark() throws {
        let header = try #require(try header("\u{FEFF}id;title\n"))
        #expect(header.names == ["id", "title"])
        #expect(header.delimiter == .semicolon)
        #expect(header.bytes == Array("id;title".utf8))
    }

    @Test("A line end in quotes is part of a name")
    func quotes() throws {
        let header = try #require(try header("\"a\nb\",c\r\n1,2\r\n"))
        #expect(header.names == ["a\nb", "c"])
        #expect(header.bytes == Array("\"a\nb\",c".utf8))
    }

    @Test("tsv has no quotes")
    func tabs() throws {
        let header = try #require(try header("\"a\tb\"\n1\t2\n", .tsv))
        #expect(header.names == ["\"a", "b\""])
        #expect(header.delimiter == .tab)
        #expect(try self.header("a\tb", .tsv)?.lineEnd == .newline)
    }

    @Test("Nothing has none, and what is no text is an error")
    func none() throws {
        #expect(try header("") == nil)
        #expect(try header("\n\n") == nil)
        #expect(throws: RowSyntaxError.self) { try DelimitedHeader(of: [0xFF, 0x0A], in: .csv) }
        #expect(throws: RowSyntaxError.self) { try header("\"a,b\n1,2\n") }
    }
}
