/// Something on a list.
public struct ReleaseListItem: DiscogsModel {
    public private(set) var id: Int64?
    /// `release`, `master`, `artist` or `label`.
    public private(set) var type: String?
    public private(set) var displayTitle: String?
    public private(set) var comment: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var resourceURL: String?
    public private(set) var imageURL: String?

    public static let schema = ModelSchema(
        Self(),
        .field("id", \.id),
        .field("type", \.type),
        .field("display_title", \.displayTitle),
        .field("comment", \.comment),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL),
        .field("image_url", \.imageURL))
}
