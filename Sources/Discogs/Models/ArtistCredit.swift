/// An artist as credited on a release, a master or a track.
public struct ArtistCredit: DiscogsModel, ModelValue {
    /// Discogs' name, with ` (2)` where several share it.
    public private(set) var name = ""
    /// The name as printed on this release; empty when it is `name`.
    public private(set) var nameVariation = ""
    /// What stands between this artist and the next: `,` `&` `Featuring`.
    public private(set) var join = ""
    /// What the artist did; empty for the main artists.
    public private(set) var role = ""
    /// The tracks of the credit, `A1, A3 to A5`; empty for all.
    public private(set) var tracks = ""
    /// Nil when the name belongs to no artist of the database.
    public private(set) var id: Int64?
    public private(set) var resourceURL = ""
    public private(set) var thumbnailURL: String?

    public static let schema = ModelSchema(
        Self(),
        .field("name", \.name),
        .field("anv", \.nameVariation),
        .field("join", \.join),
        .field("role", \.role),
        .field("tracks", \.tracks),
        .nonZero("id", \.id),
        .field("resource_url", \.resourceURL),
        .field("thumbnail_url", \.thumbnailURL))

    /// The name as printed, else Discogs' name without its ` (2)`.
    public var displayName: String {
        nameVariation.isEmpty ? DisplayName.of(name) : nameVariation
    }

    /// The artists in one line: `Miles Davis, Gil Evans & His Orchestra`.
    public static func joined(_ credits: [ArtistCredit]) -> String {
        var line = ""
        for (place, credit) in credits.enumerated() {
            line += credit.displayName
            // The last one's joining word joins nothing.
            guard place < credits.count - 1 else { break }
            let join = credit.join.trimmed
            line += join.isEmpty || join == "," ? ", " : " \(join) "
        }
        return line
    }
}
