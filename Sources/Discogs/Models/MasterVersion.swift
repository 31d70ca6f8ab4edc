/// A release as a row among the versions of a master.
public struct MasterVersion: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var title = ""
    public private(set) var label: String?
    public private(set) var catalogueNumber: String?
    public private(set) var country: String?
    /// `Vinyl`, `CD`.
    public private(set) var majorFormats: [String] = []
    /// What describes the format: `LP, Album, Reissue`.
    public private(set) var format: String?
    /// `2005`, `2005-06-00` or `0`: as much as is known.
    public private(set) var released: String?
    public private(set) var status: String?
    public private(set) var resourceURL: String?
    public private(set) var thumbnail: String?
    public private(set) var statistics: OwnershipStatistics?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("title", \.title),
        .field("label", \.label),
        .field("catno", \.catalogueNumber),
        .field("country", \.country),
        .field("major_formats", \.majorFormats),
        .field("format", \.format),
        .field("released", \.released),
        .field("status", \.status),
        .field("resource_url", \.resourceURL),
        .field("thumb", \.thumbnail),
        .field("stats", \.statistics))
}
