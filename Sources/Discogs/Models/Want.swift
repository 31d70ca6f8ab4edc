/// A release on a wantlist.
public struct Want: DiscogsModel {
    /// The id of the release.
    public private(set) var id: Int64 = 0
    /// 1 to 5; 0 without a rating.
    public private(set) var rating: Int?
    /// For the owner only. (Source: Discogs API documentation.)
    public private(set) var notes: String?
    /// ISO 8601. (Seen in real replies; not in the documentation.)
    public private(set) var dateAdded: String?
    public private(set) var resourceURL: String?
    public private(set) var basicInformation: BasicInformation?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("basic_information", \.basicInformation),
        .field("rating", \.rating),
        .field("notes", \.notes),
        .field("date_added", \.dateAdded),
        .field("resource_url", \.resourceURL))
}
