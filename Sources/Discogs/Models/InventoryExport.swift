/// An inventory that Discogs wrote into a file.
///
/// (Source: Discogs API documentation.)
public struct InventoryExport: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// `success` when all is done; other words are not documented.
    public private(set) var status: String?
    public private(set) var url: String?
    public private(set) var downloadURL: String?
    /// ISO 8601 without an offset.
    public private(set) var created: String?
    /// ISO 8601 without an offset; nil while it runs.
    public private(set) var finished: String?
    public private(set) var filename: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("status", \.status),
        .field("url", \.url),
        .field("download_url", \.downloadURL),
        .field("created_ts", \.created),
        .field("finished_ts", \.finished),
        .field("filename", \.filename))
}
