/// A release as a row among those of a label, once for each catalogue number.
public struct LabelRelease: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var title = ""
    /// All artists in one line.
    public private(set) var artist: String?
    public private(set) var catalogueNumber: String?
    public private(set) var format: String?
    public private(set) var year: Int?
    public private(set) var status: String?
    public private(set) var resourceURL: String?
    public private(set) var thumbnail: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("title", \.title),
        .field("artist", \.artist),
        .field("catno", \.catalogueNumber),
        .field("format", \.format),
        .nonZero("year", \.year),
        .field("status", \.status),
        .field("resource_url", \.resourceURL),
        .field("thumb", \.thumbnail))
}
