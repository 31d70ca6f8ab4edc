/// Another artist or label by name: a member, a group, an alias, a parent or a sublabel.
public struct EntityReference: DiscogsModel, ModelValue {
    public private(set) var id: Int64?
    /// Discogs' name, with ` (2)` where several share it.
    public private(set) var name = ""
    public private(set) var resourceURL = ""
    /// Of members and groups: whether they still belong to each other.
    public private(set) var isActive: Bool?
    public private(set) var thumbnailURL: String?

    public static let schema = ModelSchema(
        Self(),
        .nonZero("id", \.id),
        .field("name", \.name),
        .field("resource_url", \.resourceURL),
        .field("active", \.isActive),
        .field("thumbnail_url", \.thumbnailURL))

    /// The name without its ` (2)`.
    public var displayName: String { DisplayName.of(name) }
}
