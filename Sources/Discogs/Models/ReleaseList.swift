/// A list that a user has made.
public struct ReleaseList: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var name: String?
    public private(set) var description: String?
    public private(set) var isPublic: Bool?
    /// ISO 8601.
    public private(set) var dateAdded: String?
    /// ISO 8601.
    public private(set) var dateChanged: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var resourceURL: String?
    public private(set) var imageURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("name", \.name),
        .field("description", \.description),
        .field("public", \.isPublic),
        .field("date_added", \.dateAdded),
        .field("date_changed", \.dateChanged),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL),
        .field("image_url", \.imageURL))
}
