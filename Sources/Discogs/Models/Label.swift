/// A label, a company or a series.
public struct Label: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// Discogs' name, with ` (2)` where several share it.
    public private(set) var name = ""
    /// In Discogs' markup.
    public private(set) var profile: String?
    public private(set) var contactInformation: String?
    public private(set) var resourceURL: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var releasesURL: String?
    /// Pages elsewhere on the web.
    public private(set) var urls: [String] = []
    public private(set) var parentLabel: EntityReference?
    public private(set) var sublabels: [EntityReference] = []
    public private(set) var images: [Image] = []
    public private(set) var dataQuality: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("name", \.name),
        .field("profile", \.profile),
        .field("contact_info", \.contactInformation),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("releases_url", \.releasesURL),
        .field("urls", \.urls),
        .field("parent_label", \.parentLabel),
        .field("sublabels", \.sublabels),
        .field("images", \.images),
        .field("data_quality", \.dataQuality))

    /// The name without its ` (2)`.
    public var displayName: String { DisplayName.of(name) }
}
