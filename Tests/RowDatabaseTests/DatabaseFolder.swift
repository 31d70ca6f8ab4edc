import Foundation
import Records
import RowDatabase

/// A folder with a database, removed with the value.
final class DatabaseFolder {
    let folder: String
    var path: String { folder + "/a.db" }

    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("row-database-tests-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var bytes: Data? { FileManager.default.contents(atPath: path) }

    func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

    /// Writes rows that all have the same fields.
    func write(_ rows: [Row], by writer: RowTableWriter, failing error: (any Error)? = nil) throws {
        let columns = (rows.first?.keys ?? []).map { key in
            let types = rows.compactMap { $0[key].flatMap(ColumnType.init) }
            return TableColumn(
                name: key,
                type: types.dropFirst().reduce(types.first ?? .mixed) { $0.joined(with: $1) })
        }
        try writer.write(columns, to: path, isNew: false) { write in
            for row in rows { try write(columns.map { row[$0.name] ?? .null }) }
            if let error { throw error }
        }
    }

    func rows(_ table: String? = nil) throws -> [Row] {
        let reader = try RowTableReader(path: path, table: table)
        var rows: [Row] = []
        while let batch = try reader.next() { rows += batch }
        return rows
    }
}
