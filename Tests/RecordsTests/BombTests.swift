import Testing

@testable import Records

/// Small to send, large to read. None of these may cost more than their own size, or the stack.
@Suite("Texts that are meant to do harm")
struct BombTests {
    private static func json(_ text: String) -> JSONValue? {
        try? JSONValue(parsing: Array(text.utf8))
    }

    private static func rows(_ text: String, as format: RowFormat) throws -> [Row] {
        let parser = format.makeParser()
        var rows: [Row] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
            rows += try parser.read(bytes[start..<min(start + 1 << 16, bytes.count)])
        }
        return try rows + parser.finish()
    }

    @Test(
        "Nesting a hundred thousand deep is refused, closed or not",
        arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")])
    func depth(open: String, close: String) {
        let (deep, end) = (
            String(repeating: open, count: 100_000), String(repeating: close, count: 100_000)
        )
        #expect(Self.json(deep) == nil)
        #expect(Self.json(deep + "1" + end) == nil)
        for format in [RowFormat.json, .jsonl] {
            #expect(throws: RowSyntaxError.self) { _ = try Self.rows(deep + "1" + end, as: format) }
        }
    }

    @Test(
        "A number of a million digits is none, or a number",
        arguments: ["", "-", "0.", "1e", "1e-"])
    func digits(_ beginning: String) {
        let text = beginning + String(repeating: "7", count: 1_000_000)
        switch Self.json(text) {
        case nil: break
        case .double(let number)?: #expect(number.isFinite)
        case let other?: Issue.record("\(beginning) became \(other.text.prefix(20))")
        }
    }

    @Test("A million columns are a million columns, and rows that lack them an error")
    func columns() throws {
        let header = String(repeating: ",", count: 999_999) + "\n"
        #expect(try Self.rows(header, as: .csv).isEmpty)
        #expect(try Self.rows(header + header, as: .csv).map(\.count) == [1_000_000])
        #expect(throws: RowSyntaxError.self) { _ = try Self.rows(header + "1\n", as: .csv) }
    }

    @Test("A quote that never ends is given up at the bound, with the line on which it begins")
    func openQuote() throws {
        let parser = RowFormat.csv.makeParser(limit: 1 << 16)
        let piece = Array(String(repeating: "x\n", count: 1 << 12).utf8)[...]
        _ = try parser.read(Array("a\n\"".utf8)[...])
        let error = #expect(throws: RowSyntaxError.self) {
            for _ in 0..<32 { _ = try parser.read(piece) }
        }
        #expect(error?.problem == .tooLong(1 << 16))
    }
}
