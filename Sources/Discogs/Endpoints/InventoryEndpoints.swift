/// Inventories as files. (Source of all that stands here: Discogs API documentation.)
extension Endpoint {
    static let inventoryEndpoints = [
        inventoryExports, inventoryExport, inventoryExportRequest, inventoryExportDownload,
        inventoryUploads, inventoryUpload, inventoryUploadAdd, inventoryUploadChange,
        inventoryUploadDelete,
    ]

    private static let exportNumber = EndpointParameter.path(
        "export_id", .integer(1...Int64.max), "the number of the export")

    public static let inventoryExports = Endpoint(
        "inventory-exports", "GET /inventory/export",
        "List the exports of your inventory",
        parameters: [],
        reply: .pages(.other, of: "items", InventoryExport.self), login: .user,
        examples: [
            "inventory-exports | select id status created_ts", "inventory-exports | last 1",
            "inventory-exports | count",
        ])

    public static let inventoryExport = Endpoint(
        "inventory-export", "GET /inventory/export/{export_id}",
        "Show how far an export of your inventory is",
        parameters: [exportNumber, .wait],
        reply: .object(.other, InventoryExport.self), login: .user,
        examples: [
            "inventory-export 9700000001",
            "inventory-export-request | each inventory-export $.id wait=yes",
            "inventory-exports | each inventory-export $.id | select id status",
        ])

    public static let inventoryExportRequest = Endpoint(
        "inventory-export-request", "POST /inventory/export",
        "Have Discogs write your inventory into a file",
        parameters: [],
        reply: .empty, login: .user,
        examples: [
            "inventory-export-request", "inventory-export-request | as json",
            "inventory-export-request | each inventory-export $.id wait=yes",
        ])

    public static let inventoryExportDownload = Endpoint(
        "inventory-export-download", "GET /inventory/export/{export_id}/download",
        "List what an export of your inventory holds",
        parameters: [exportNumber],
        reply: .table, login: .user,
        examples: [
            "inventory-export-download 9700000001 | limit 5",
            "inventory-export-download 9700000001 | export csv inventory.csv",
            "inventory-export-download 9700000001 | count",
        ])

    public static let inventoryUploads = Endpoint(
        "inventory-uploads", "GET /inventory/upload",
        "List the files by which you changed your inventory",
        parameters: [],
        reply: .pages(.other, of: "items", InventoryUpload.self), login: .user,
        examples: [
            "inventory-uploads | select id type status", "inventory-uploads | count",
            "inventory-uploads | each inventory-upload $.id",
        ])

    public static let inventoryUpload = Endpoint(
        "inventory-upload", "GET /inventory/upload/{upload_id}",
        "Show how far an upload is, and what came of it",
        parameters: [
            .path("upload_id", .integer(1...Int64.max), "the number of the upload"), .wait,
        ],
        reply: .object(.other, InventoryUpload.self), login: .user,
        examples: [
            "inventory-upload 9700000101", "inventory-upload 9700000101 | select status results",
            "inventory-uploads | where type=add | each inventory-upload $.id",
        ])

    public static let inventoryUploadAdd = upload(
        "inventory-upload-add", "POST /inventory/upload/add",
        "Put everything in a file up for sale",
        file: "a csv file with release_id, price, media_condition and more")

    public static let inventoryUploadChange = upload(
        "inventory-upload-change", "POST /inventory/upload/change",
        "Change what you sell as a file says",
        file: "a csv file with release_id and what changes")

    public static let inventoryUploadDelete = upload(
        "inventory-upload-delete", "POST /inventory/upload/delete",
        "Delete the listings in a file",
        file: "a csv file with listing_id")

    private static func upload(
        _ name: String, _ route: StaticString, _ summary: String, file: String
    ) -> Endpoint {
        Endpoint(
            name, route, summary, parameters: [.upload("file", file)], reply: .empty,
            login: .user,
            examples: ["", " | as json", "; inventory-uploads"].map {
                "\(name) scripts/examples/listings.csv\($0)"
            })
    }
}
