import Discogs
import Records

/// The inventory as files.
extension AccountRows {
    mutating func inventoryAnswer(to call: AccountCall) throws -> AccountAnswer? {
        switch call.endpoint.name {
        case Endpoint.inventoryExports.name: return call.page(of: exports, "items")
        case Endpoint.inventoryExport.name:
            let place = try place(call.number("export_id"), in: exports)
            defer { exports[place] = Self.finished(call.number("export_id"), exports[place]) }
            return .object(exports[place])
        case Endpoint.inventoryExportRequest.name:
            guard exports.allSatisfy({ $0["status"] == "success" }) else {
                throw DiscogsError(
                    .conflict, status: 409, message: "An export is already in progress.")
            }
            let id = nextNumber()
            exports.insert(Self.begun(id, ["filename": "sample-owner-inventory.csv"]), at: 0)
            return .begun("/inventory/export/\(id)")
        case Endpoint.inventoryExportDownload.name:
            _ = try place(call.number("export_id"), in: exports)
            return .reply(table)
        case Endpoint.inventoryUploads.name: return call.page(of: uploads, "items")
        case Endpoint.inventoryUpload.name:
            let place = try place(call.number("upload_id"), in: uploads)
            defer { uploads[place] = Self.finished(call.number("upload_id"), uploads[place]) }
            return .object(uploads[place])
        case Endpoint.inventoryUploadAdd.name: return try upload(call, "add", "release_id")
        case Endpoint.inventoryUploadChange.name: return try upload(call, "change", "release_id")
        case Endpoint.inventoryUploadDelete.name: return try upload(call, "delete", "listing_id")
        default: return nil
        }
    }

    /// Done when it is looked at for the second time.
    private static func begun(_ id: Int64, _ more: Row) -> Row {
        var row: Row = ["id": .int(id), "status": "processing", "finished_ts": .null]
        row["created_ts"] = "2026-11-25T10:00:00"
        for (name, value) in more.members { row[name] = value }
        return row
    }

    private func place(_ id: Int64, in rows: [Row]) throws -> Int {
        guard let place = rows.firstIndex(where: { $0["id"]?.intValue == id }) else {
            throw DiscogsError.missing("The requested resource was not found.")
        }
        return place
    }

    /// One part, called `upload`, whose first line names the columns.
    private mutating func upload(
        _ call: AccountCall, _ type: String, _ column: String
    ) throws -> AccountAnswer {
        guard call.upload.type.hasPrefix("multipart/form-data"),
            call.upload.text.contains("name=\"upload\"")
        else {
            throw DiscogsError(.badRequest, status: 415, message: "Expected a CSV file.")
        }
        let lines = call.upload.text.split(separator: "\r\n\r\n", maxSplits: 1)
        let text = lines.count > 1 ? lines[1] : ""
        let header = text.prefix { !$0.isNewline }.split(separator: ",")
        guard header.contains(where: { $0 == column }) else {
            throw DiscogsError.invalid("Invalid CSV: the column \(column) is missing.")
        }
        let count = text.split(whereSeparator: \.isNewline).count - 2
        let id = nextNumber()
        uploads.insert(
            Self.begun(
                id,
                [
                    "type": .string(type), "filename": "upload.csv",
                    "results": .string("<p>CSV file contains \(max(0, count)) records.</p>"),
                ]), at: 0)
        return .begun("/inventory/upload/\(id)")
    }

    /// As the website writes it.
    private var table: SimulatedReply {
        var text = "listing_id,artist,title,release_id,status,price,media_condition\r\n"
        for listing in listings {
            let cells = [
                listing["id"]?.text, listing["release"]?["artist"]?.text,
                listing["release"]?["title"]?.text, listing["release"]?["id"]?.text,
                listing["status"]?.text, listing["price"]?["value"]?.text,
                listing["condition"]?.text,
            ]
            let quoted = cells.map { "\"\(($0 ?? "").replacing("\"", with: "\"\""))\"" }
            text += quoted.joined(separator: ",") + "\r\n"
        }
        return SimulatedReply(
            status: 200,
            headers: [
                HeaderField("Content-Type", "text/csv; charset=utf-8"),
                HeaderField("Content-Disposition", "attachment; filename=inventory.csv"),
            ], body: Array(text.utf8))
    }
}
