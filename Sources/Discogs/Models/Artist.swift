/// An artist: a person, a group or a name that either used.
public struct Artist: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// Discogs' name, with ` (2)` where several share it; empty when the reply lacks it, as the
    /// documentation's own example does.
    public private(set) var name = ""
    public private(set) var realName: String?
    /// In Discogs' markup.
    public private(set) var profile: String?
    public private(set) var resourceURL: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var releasesURL: String?
    /// Pages elsewhere on the web.
    public private(set) var urls: [String] = []
    public private(set) var nameVariations: [String] = []
    public private(set) var aliases: [EntityReference] = []
    /// Of a group.
    public private(set) var members: [EntityReference] = []
    /// To which a person belongs or belonged.
    public private(set) var groups: [EntityReference] = []
    public private(set) var images: [Image] = []
    public private(set) var dataQuality: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("name", \.name),
        .field("realname", \.realName),
        .field("profile", \.profile),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("releases_url", \.releasesURL),
        .field("urls", \.urls),
        .field("namevariations", \.nameVariations),
        .field("aliases", \.aliases),
        .field("members", \.members),
        .field("groups", \.groups),
        .field("images", \.images),
        .field("data_quality", \.dataQuality))

    /// The name without its ` (2)`.
    public var displayName: String { DisplayName.of(name) }
}
