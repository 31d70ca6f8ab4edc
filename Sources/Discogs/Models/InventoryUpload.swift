/// A file by which an inventory was changed.
///
/// (Source: Discogs API documentation.)
public struct InventoryUpload: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// `success` when all is done; other words are not documented.
    public private(set) var status: String?
    /// `add`, `change` or `delete`.
    public private(set) var type: String?
    /// What came of it, with HTML.
    public private(set) var results: String?
    /// ISO 8601 without an offset.
    public private(set) var created: String?
    /// ISO 8601 without an offset; nil while it runs.
    public private(set) var finished: String?
    public private(set) var filename: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("status", \.status),
        .field("type", \.type),
        .field("results", \.results),
        .field("created_ts", \.created),
        .field("finished_ts", \.finished),
        .field("filename", \.filename))
}
