import Foundation
import GRDB
import Records
import Testing

@testable import RowDatabase

@Suite("Rows in a table")
struct RowTableTests {
    private let folder: DatabaseFolder
    private let releases = RowTableWriter(table: "releases", key: ["id"])

    init() throws { folder = try DatabaseFolder() }

    private func sql(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func text(_ sql: String) throws -> String? {
        let queue = try DatabaseQueue(path: folder.path)
        defer { try? queue.close() }
        return try queue.read { try String.fetchOne($0, sql: sql) }
    }

    @Test("A new table has a type for each column")
    func types() throws {
        let rows: [Records.Row] = [
            [
                "id": 1, "price": 1.5, "title": "x", "is": true, "list": [1], "sum": 1, "any": 1,
                "none": .null,
            ],
            [
                "id": 2, "price": 2.5, "title": .null, "is": false, "list": .null, "sum": 0.5,
                "any": "01", "none": .null,
            ],
        ]
        try folder.write(rows, by: releases)
        #expect(
            try text("SELECT sql FROM sqlite_master WHERE type = 'table'") == """
                CREATE TABLE "releases" ("id" INTEGER, "price" REAL, "title" TEXT, "is" BOOLEAN, \
                "list" JSON TEXT, "sum" NUMERIC, "any" , "none" )
                """)
        #expect(try folder.rows() == rows)
        #expect(try text("SELECT json_extract(list, '$[0]') FROM releases") == "1")
    }

    @Test("A row with a key that is there takes its place, and others are added")
    func update() throws {
        try folder.write([["id": 1, "t": "a"], ["id": 2, "t": "b"]], by: releases)
        try folder.write([["id": 2, "t": "c"], ["id": 3, "t": "d"]], by: releases)
        #expect(
            try folder.rows() == [["id": 1, "t": "a"], ["id": 2, "t": "c"], ["id": 3, "t": "d"]])
    }

    @Test("A key of several fields, one of which may be null")
    func severalKeys() throws {
        let writer = RowTableWriter(table: "x", key: ["type", "id"])
        try folder.write(
            [["type": "release", "id": 1, "n": 1], ["type": .null, "id": 1, "n": 2]], by: writer)
        try folder.write(
            [
                ["type": .null, "id": 1, "n": 3], ["type": "master", "id": 1, "n": 4],
                ["type": .null, "id": .null, "n": 5], ["type": .null, "id": .null, "n": 6],
            ], by: writer)
        #expect(try folder.rows().map { $0["n"] } == [1, 3, 4, 5, 6])
    }

    @Test("Columns that the table lacks are added; those that the rows lack stay")
    func newColumns() throws {
        try folder.write([["id": 1, "Title": "a"]], by: releases)
        try folder.write([["id": 1, "year": 1959]], by: releases)
        try folder.write([["id": 2, "TITLE": "b"]], by: releases)
        #expect(
            try folder.rows() == [
                ["id": 1, "Title": "a", "year": 1959], ["id": 2, "Title": "b", "year": .null],
            ])
    }

    @Test("Without a key a table that is there is left alone, added to or made anew, as was said")
    func manners() throws {
        let row: Records.Row = ["a": 1]
        try folder.write([row], by: RowTableWriter(table: "x"))
        #expect(throws: RowDatabaseError.tableExists(path: folder.path, name: "X")) {
            try folder.write([row], by: RowTableWriter(table: "X"))
        }
        try folder.write([row], by: RowTableWriter(table: "X", key: ["id"], manner: .append))
        #expect(try folder.rows() == [row, row])
        try folder.write([["b": 2]], by: RowTableWriter(table: "x", manner: .replace))
        #expect(try folder.rows() == [["b": 2]])
        try folder.write([], by: RowTableWriter(table: "x", manner: .replace))
        #expect(try folder.rows("x") == [])
    }

    @Test("Half a key is none")
    func halfKey() throws {
        let writer = RowTableWriter(table: "x", key: ["type", "id"])
        try folder.write([["id": 1], ["id": 1]], by: writer)
        #expect(try folder.rows() == [["id": 1], ["id": 1]])
        #expect(throws: RowDatabaseError.self) { try folder.write([["id": 1]], by: writer) }
    }

    @Test("A failure in the middle leaves the whole database as it was")
    func failure() throws {
        struct Failure: Error {}
        try folder.write([["id": 1, "t": "a"]], by: releases)
        try sql("CREATE TABLE other (x); INSERT INTO other VALUES (7)")
        let before = folder.bytes
        for manner in [RowTableWriter.Manner.update, .append, .replace] {
            #expect(throws: Failure.self) {
                try folder.write(
                    [["id": 1, "t": "b", "new": 1]],
                    by: RowTableWriter(table: "releases", key: ["id"], manner: manner),
                    failing: Failure())
            }
            #expect(folder.bytes == before)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder) == ["a.db"])
        #expect(try folder.rows("other") == [["x": 7]])
    }

    @Test(
        "A file that is something else stays as it is",
        arguments: ["id,title\r\n1,x\r\n", String(repeating: "SQLite format 2\n", count: 100)])
    func otherFile(_ text: String) throws {
        try folder.write(text)
        #expect(throws: RowDatabaseError.notADatabase(path: folder.path)) {
            try folder.write([["id": 1]], by: releases)
        }
        #expect(throws: RowDatabaseError.notADatabase(path: folder.path)) { try folder.rows() }
        #expect(folder.bytes == Data(text.utf8))
    }

    @Test(
        "Names of tables and columns are names, whatever is in them",
        arguments: ["a\"b", "x]; DROP TABLE t; --", "select", "é坂", "a b", "'", "%s", "rowid"])
    func names(_ name: String) throws {
        #expect(TableName.problem(with: name) == nil)
        let rows: [Records.Row] = [[name: 1, "\(name)2": "x"]]
        try folder.write(rows, by: RowTableWriter(table: name, key: [name]))
        try folder.write(rows, by: RowTableWriter(table: name, key: [name]))
        #expect(try folder.rows(name) == rows)
    }

    @Test("What cannot be a name is told, and columns get one that can")
    func badNames() {
        for name in [
            "", "a\0b", "a\nb", "sqlite_x", "SQLITE_master", String(repeating: "x", count: 201),
        ] {
            #expect(TableName.problem(with: name) != nil)
        }
        #expect(
            TableName.unique(["Id", "id", "ID", "", "column", "a\0b", "a_b", "É", "é"]) == [
                "Id", "id_2", "ID_3", "column", "column_2", "a_b", "a_b_2", "É", "é",
            ])
        #expect(TableName.plain("artist-releases") == "artist_releases")
        #expect(TableName.plain("1x") == "rows_1x")
        #expect(TableName.plain("sqlite_x") == "rows_sqlite_x")
        #expect(TableName.plain("") == "rows_")
    }

    @Test("Which table is read has to be said when there are several, and views take no rows")
    func severalTables() throws {
        try sql("CREATE TABLE b (x); CREATE TABLE a (x); INSERT INTO a VALUES (x'00ff')")
        #expect(throws: RowDatabaseError.severalTables(path: folder.path, tables: ["a", "b"])) {
            try folder.rows()
        }
        #expect(
            throws: RowDatabaseError.noTable(path: folder.path, name: "c", tables: ["a", "b"])
        ) { try folder.rows("c") }
        #expect(try folder.rows("A") == [["x": "00FF"]])
        try sql("CREATE VIEW v AS SELECT 1 AS id")
        #expect(throws: RowDatabaseError.notATable(path: folder.path, name: "v")) {
            try folder.write([["id": 1]], by: RowTableWriter(table: "v", key: ["id"]))
        }
        #expect(try folder.rows("v") == [["id": 1]])
    }

    @Test("Many rows are read in steps, all as they were when the first was read")
    func steps() throws {
        let rows: [Records.Row] = (1...1_000).map { ["id": .int($0), "t": .string("\($0)")] }
        try folder.write(rows, by: releases)
        let reader = try RowTableReader(path: folder.path, table: nil)
        #expect(try reader.next()?.count == 500)
        #expect(try reader.next()?.last == rows.last)
        #expect(try reader.next() == [])
        #expect(try reader.next() == nil)
    }

    @Test("More columns than a table can have are told")
    func tooManyColumns() {
        let row = Records.Row((0...2000).map { ("c\($0)", .int($0)) })
        #expect(throws: RowDatabaseError.tooManyColumns(2001, limit: 2000)) {
            try folder.write([row], by: releases)
        }
    }
}
