import Foundation
import Records
import Testing

@testable import Output

/// How a table of each kind of row looks: the rows are in `Tables/KIND.jsonl`, the tables in
/// `Tables/KIND.txt`. `UPDATE_TABLES=1 swift test --filter TableScreenTests` writes them anew; read the
/// difference.
@Suite("How tables look")
struct TableScreenTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let folder =
        (environment["MUSICAGENT_PACKAGE"].map { URL(filePath: $0, directoryHint: .isDirectory) }
        ?? URL(filePath: #filePath).appending(path: "../../..").standardized)
        .appending(path: "Tests/OutputTests/Tables")

    @Test("Every kind of row, on narrow, usual and wide terminals", arguments: RowKind.allCases)
    func kinds(_ kind: RowKind) throws {
        let file = Self.folder.appending(path: kind.rawValue)
        let lines = try String(contentsOf: file.appendingPathExtension("jsonl"), encoding: .utf8)
        let rows = try lines.split(separator: "\n").map { try row(String($0)) }
        var screens = ""
        for isUnicode in [true, false] {
            for width in [40, 80, 132] {
                let style = TerminalStyle(width: width, isUnicode: isUnicode)
                let table = try written(
                    rows, as: .table, RowWriterOptions(kind: kind, terminal: style))
                screens += "== \(width) columns\(isUnicode ? "" : " of ASCII")\n\(table)"
                #expect(
                    table.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= width }
                )
                #expect(isUnicode || table.utf8.allSatisfy { $0 < 0x80 })
            }
        }
        let expected = file.appendingPathExtension("txt")
        if Self.environment["UPDATE_TABLES"] != nil {
            try screens.write(to: expected, atomically: true, encoding: .utf8)
        } else {
            #expect(try screens == String(contentsOf: expected, encoding: .utf8))
        }
    }

    @Test(
        "What people copy is there on the narrowest of them",
        arguments: RowKind.allCases.filter { TableColumns(kind: $0)?.names.contains("id") == true })
    func ids(_ kind: RowKind) throws {
        // Who somebody is, not which number they have.
        let name = kind == .profile ? "username" : "id"
        let file = Self.folder.appending(path: kind.rawValue).appendingPathExtension("jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let rows = try lines.map { try row(String($0)) }
        let table = try written(
            rows, as: .table, RowWriterOptions(kind: kind, terminal: TerminalStyle(width: 40)))
        for row in rows {
            let id = try #require(row[name]?.text)
            #expect(table.split(whereSeparator: \.isWhitespace).contains(Substring(id)))
        }
    }
}
