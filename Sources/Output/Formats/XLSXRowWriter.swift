import Records

/// Writes rows as a workbook with one sheet, as they come out of a spool: only the last one shows
/// which columns there are.
///
/// Numbers are numbers, and ids are text. An address of the web is a link. What a sheet cannot hold
/// is cut and noted (a longer text), left as text (more links), or an error (more rows or columns).
struct XLSXRowWriter: RowWriter {
    private let sink: any ByteSink
    private let sheet: Worksheet
    private let columns: [FieldPath]?
    private let flattens: Bool
    private let spool: ColumnSpool
    private var rowCount = 0
    private var cutCells = 0
    private var widths: [String: Int] = [:]

    init(to sink: any ByteSink, options: RowWriterOptions) {
        self.sink = sink
        sheet = Worksheet(title: options.title)
        columns = options.columns?.map { FieldPath($0) }
        flattens = options.flattens
        spool = ColumnSpool(folder: options.temporaryFolder, columns: options.columns ?? [])
    }

    mutating func write(_ rows: [Row]) throws {
        rowCount += rows.count
        guard rowCount <= Worksheet.mostRows else {
            throw FormatLimit.rows(limit: Worksheet.mostRows)
        }
        for row in rows {
            let flat = row.selecting(columns).flatMembers(columns == nil && flattens)
            var cells: [(column: String, text: String)] = []
            for (column, value) in flat {
                let value = fitting(value)
                let width = min(value.text.unicodeScalars.count, Self.widest)
                widths[column] = max(widths[column] ?? 0, width)
                cells.append((column, value.isNull ? "" : value.json()))
            }
            try spool.append(cells)
        }
        guard spool.columns.count <= Worksheet.mostColumns else {
            throw FormatLimit.columns(spool.columns.count, limit: Worksheet.mostColumns)
        }
    }

    func finish() throws {
        let archive = try ZipArchive(to: sink)
        for part in sheet.frame { try archive.add(part.name) { try $0(part.text) } }
        var links: [(cell: String, address: String)] = []
        try archive.add(Worksheet.sheetPart) { write in try writeSheet(write, &links) }
        if !links.isEmpty {
            try archive.add(Worksheet.linksPart) {
                try $0(Worksheet.linkRelations(links.map(\.address)))
            }
        }
        try archive.finish()
        try sink.finish()
    }

    var notes: [String] {
        guard cutCells > 0 else { return [] }
        let cells = cutCells == 1 ? "cell was" : "cells were"
        return [
            "\(cutCells) \(cells) cut: a sheet holds \(Worksheet.mostCharacters) characters in each"
        ]
    }

    private static let widest = 60

    private func writeSheet(
        _ write: (String) throws -> Void, _ links: inout [(cell: String, address: String)]
    ) throws {
        let names = spool.columns
        let letters = names.indices.map(Worksheet.column)
        let areIDs = names.map(Self.isID)
        try write(
            Worksheet.sheetStart(
                widths: names.map { max($0.unicodeScalars.count, widths[$0] ?? 0, 4) + 2 }))
        try write(
            Worksheet.row(
                1, zip(letters, names).map { Worksheet.nameCell($1, at: "\($0)1") }))
        var number = 1
        try spool.forEachRow { cells in
            number += 1
            var texts: [String] = []
            for (place, cell) in cells.enumerated() where !cell.isEmpty {
                let value = try JSONValue(parsing: cell)
                let name = "\(letters[place])\(number)"
                if case .string(let text) = value, links.count < Worksheet.mostLinks,
                    text.utf8.count <= Worksheet.longestLink, WebAddress.isLink(text)
                {
                    links.append((name, text))
                    texts.append(Worksheet.linkCell(text, at: name))
                } else {
                    texts.append(Worksheet.cell(value, isID: areIDs[place], at: name))
                }
            }
            try write(Worksheet.row(number, texts))
        }
        try write(
            Worksheet.sheetEnd(
                columnCount: names.count, rowCount: number - 1, links: links.map(\.cell)))
    }

    /// The value as one cell: text that a cell can hold.
    private mutating func fitting(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .int, .double: return value
        case .string, .array, .object: break
        }
        let text = GridCell(value, flattens: flattens).text
        guard text.utf16.count > Worksheet.mostCharacters else { return .string(text) }
        cutCells += 1
        var short = ""
        var count = 0
        for scalar in text.unicodeScalars {
            count += UTF16.width(scalar)
            if count >= Worksheet.mostCharacters { break }
            short.unicodeScalars.append(scalar)
        }
        return .string(short + "…")
    }

    /// Whether the numbers of a field are names.
    private static func isID(_ field: String) -> Bool {
        let name = FieldPath(field).lastName
        return ["id", "barcode", "catno"].contains(name) || name.hasSuffix("_id")
    }
}

/// What a format cannot hold.
package enum FormatLimit: Error, Hashable, Sendable {
    case rows(limit: Int)
    case columns(Int, limit: Int)
    /// A value for a column that the file which is appended to does not have.
    case otherColumn(String, known: [String])
}
