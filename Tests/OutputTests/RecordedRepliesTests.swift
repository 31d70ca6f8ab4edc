import Foundation
import Records
import Testing

@testable import Output

/// Bodies that the API really sent, read from a folder beside the package where it is there.
private let recordedBodies: [URL] = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    let roots = [ProcessInfo.processInfo.environment["MUSICAGENT_PACKAGE"], package]
    for root in roots.compactMap(\.self) {
        let folder = URL(fileURLWithPath: root).appendingPathComponent("../shared/recorded")
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        let bodies = files?.filter { $0.pathExtension == "json" } ?? []
        if !bodies.isEmpty { return bodies.sorted { $0.path < $1.path } }
    }
    return []
}()

/// Each body's own object and the rows in it.
private let recordedRows: [(file: URL, rows: [Row])] = recordedBodies.map { file in
    guard let data = try? Data(contentsOf: file), let body = try? JSONValue(parsing: Array(data))
    else { return (file, []) }
    let lists: [JSONValue] = body.objectValue.map { $0.members.map(\.value) } ?? [body]
    let rows = lists.flatMap { $0.arrayValue ?? [] }.compactMap(\.objectValue)
    return (file, [body.objectValue].compactMap(\.self) + rows)
}

@Suite(.enabled(if: !recordedBodies.isEmpty, "no recorded replies beside the package"))
struct RecordedRepliesTests {
    private func kind(_ file: URL) -> RowKind {
        let name = file.lastPathComponent
        return if name.contains("GET_users") {
            name.contains("_wants")
                ? .want
                : name.contains("_inventory")
                    ? .listing : name.contains("_collection_folders_") ? .collectionItem : .other
        } else if name.contains("_search") {
            .searchResult
        } else if name.contains("_versions") {
            .masterVersion
        } else if name.contains("GET_artists") {
            name.contains("_releases") ? .artistRelease : .artist
        } else if name.contains("GET_labels") {
            name.contains("_releases") ? .labelRelease : .label
        } else if name.contains("GET_masters") {
            .master
        } else if name.contains("GET_releases") {
            .release
        } else {
            .other
        }
    }

    private func expectClean(_ text: String, _ file: URL, lineBreaks: String = "\n") {
        for scalar in text.unicodeScalars where TerminalText.isUnsafe(scalar) {
            guard !lineBreaks.unicodeScalars.contains(scalar) else { continue }
            Issue.record("U+\(String(scalar.value, radix: 16)) from \(file.lastPathComponent)")
            return
        }
    }

    @Test("Every recorded row is a table that fits, at any width", arguments: [40, 132])
    func tables(_ width: Int) throws {
        for (file, rows) in recordedRows {
            let style = TerminalStyle(width: width)
            let options = RowWriterOptions(kind: kind(file), terminal: style)
            let text = try written(rows, as: .table, options)
            expectClean(text, file)
            for line in text.split(separator: "\n") {
                #expect(
                    DisplayWidth.of(String(line)) <= width, "\(file.lastPathComponent): \(line)")
            }
        }
    }

    @Test("Every recorded object is a card that fits", arguments: [40, 80])
    func cards(_ width: Int) {
        for (file, rows) in recordedRows {
            guard let row = rows.first else { continue }
            for kind in Set([kind(file), .other]) {
                let text = Card.render(row, kind: kind, style: TerminalStyle(width: width))
                expectClean(text, file)
                for line in text.split(separator: "\n") {
                    #expect(
                        DisplayWidth.of(String(line)) <= width, "\(file.lastPathComponent): \(line)"
                    )
                }
            }
        }
    }

    @Test("Every recorded row comes back from csv with all its columns")
    func csv() throws {
        for (file, rows) in recordedRows {
            let read = try DelimitedReader.read(Array(try written(rows, as: .csv).utf8))
            guard let header = read.first else { continue }
            #expect(read.count == rows.count + 1)
            #expect(read.allSatisfy { $0.count == header.count })
            for (row, cells) in zip(rows, read.dropFirst()) {
                for (column, cell) in GridCell.cells(of: row) {
                    let place = try #require(header.firstIndex(of: FormulaGuard.guarded(column)))
                    let expected = cell.isText ? FormulaGuard.guarded(cell.text) : cell.text
                    #expect(cells[place] == expected)
                }
            }
            let shown = RowWriterOptions(terminal: TerminalStyle(width: 80))
            expectClean(try written(rows, as: .csv, shown), file, lineBreaks: "\r\n")
        }
    }

    @Test(
        "Every recorded row survives JSON without loss", arguments: [OutputFormat.json, .jsonl])
    func json(_ format: OutputFormat) throws {
        for (file, rows) in recordedRows {
            let terminal = format == .jsonl ? TerminalStyle(width: 80) : nil
            let text = try written(rows, as: format, RowWriterOptions(terminal: terminal))
            if terminal != nil { expectClean(text, file) }
            let read =
                format == .json
                ? try JSONValue(parsing: text)
                : .array(try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) })
            #expect(read == .array(rows.map { .object($0) }), "\(file.lastPathComponent)")
        }
    }

    @Test(
        "Recorded rows are Markdown, HTML, YAML and tsv",
        arguments: [OutputFormat.markdown, .html, .yaml, .tsv])
    func otherFormats(_ format: OutputFormat) throws {
        for (file, rows) in recordedRows where !rows.isEmpty {
            let rows = Array(rows.prefix(20))
            let shown = RowWriterOptions(terminal: TerminalStyle(width: 80))
            let text = try written(rows, as: format, shown)
            expectClean(text, file, lineBreaks: "\n\t")
            let hasCells = rows.contains { !GridCell.cells(of: $0).isEmpty }
            guard format != .yaml, hasCells else { continue }
            #expect(text.split(separator: "\n").count >= rows.count + 1)
        }
    }
}
