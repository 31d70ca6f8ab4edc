/// A label, a series or a company as credited on a release.
public struct LabelCredit: DiscogsModel, ModelValue {
    /// Discogs' name, with ` (2)` where several share it.
    public private(set) var name = ""
    /// The catalogue number; `none` when the release has none, empty for companies.
    public private(set) var catalogueNumber = ""
    /// A number of Discogs for the part it played.
    public private(set) var entityType: Int?
    /// The part it played: `Label`, `Series`, `Pressed By`.
    public private(set) var entityTypeName: String?
    public private(set) var id: Int64?
    public private(set) var resourceURL = ""
    public private(set) var thumbnailURL: String?

    public static let schema = ModelSchema(
        Self(),
        .field("name", \.name),
        .field("catno", \.catalogueNumber),
        .field("entity_type", \.entityType),
        .field("entity_type_name", \.entityTypeName),
        .nonZero("id", \.id),
        .field("resource_url", \.resourceURL),
        .field("thumbnail_url", \.thumbnailURL))

    /// The name without its ` (2)`.
    public var displayName: String { DisplayName.of(name) }
}
