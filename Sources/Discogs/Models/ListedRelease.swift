/// The release that a listing offers, in short.
public struct ListedRelease: DiscogsModel, ModelValue {
    public private(set) var id: Int64?
    /// Artist, title and format in one line.
    public private(set) var description: String?
    /// (Seen in real replies, as all that follows but year and catalogue number.)
    public private(set) var artist: String?
    public private(set) var title: String?
    /// Names and descriptions in one line: `LP, Album`.
    public private(set) var format: String?
    public private(set) var label: String?
    public private(set) var catalogueNumber: String?
    public private(set) var year: Int?
    public private(set) var resourceURL: String?
    public private(set) var thumbnail: String?
    public private(set) var images: [Image] = []
    public private(set) var statistics: OwnershipStatistics?

    public static let schema = ModelSchema(
        Self(),
        .nonZero("id", \.id),
        .field("description", \.description),
        .field("artist", \.artist),
        .field("title", \.title),
        .field("format", \.format),
        .field("label", \.label),
        .field("catalog_number", \.catalogueNumber),
        .nonZero("year", \.year),
        .field("resource_url", \.resourceURL),
        .field("thumbnail", \.thumbnail),
        .field("images", \.images),
        .field("stats", \.statistics))
}
