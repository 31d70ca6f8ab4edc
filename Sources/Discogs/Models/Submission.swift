/// An artist, a label or a release that a user has edited.
///
/// The API has them in three lists; `type` says which.
public struct Submission: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// `artist`, `label` or `release`: it is ours, and not of the API.
    public private(set) var type: String?
    /// Of an artist or a label.
    public private(set) var name: String?
    /// Of a release.
    public private(set) var title: String?
    public private(set) var artistsSort: String?
    public private(set) var year: Int?
    public private(set) var country: String?
    public private(set) var status: String?
    public private(set) var dateAdded: String?
    public private(set) var dateChanged: String?
    public private(set) var dataQuality: String?
    public private(set) var uri: String?
    public private(set) var resourceURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("type", \.type),
        .field("name", \.name),
        .field("title", \.title),
        .field("artists_sort", \.artistsSort),
        .field("year", \.year),
        .field("country", \.country),
        .field("status", \.status),
        .field("date_added", \.dateAdded),
        .field("date_changed", \.dateChanged),
        .field("data_quality", \.dataQuality),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL))
}
