/// A master or a release as a row among those of an artist.
public struct ArtistRelease: DiscogsModel {
    /// The id of a master or of a release, as `type` says.
    public private(set) var id: Int64 = 0
    public private(set) var title = ""
    /// `master` or `release`.
    public private(set) var type: String?
    /// All artists in one line.
    public private(set) var artist: String?
    /// `Main`, `Remix`, `Producer`, `TrackAppearance` and others.
    public private(set) var role: String?
    public private(set) var year: Int?
    /// Of a master: the release that stands for all versions.
    public private(set) var mainReleaseID: Int64?
    /// Of a release.
    public private(set) var format: String?
    /// Of a release.
    public private(set) var label: String?
    /// Of a release: `Accepted`.
    public private(set) var status: String?
    /// The tracks on which the artist appears.
    public private(set) var trackInformation: String?
    public private(set) var resourceURL: String?
    public private(set) var thumbnail: String?
    public private(set) var statistics: OwnershipStatistics?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("title", \.title),
        .field("type", \.type),
        .field("artist", \.artist),
        .field("role", \.role),
        .nonZero("year", \.year),
        .nonZero("main_release", \.mainReleaseID),
        .field("format", \.format),
        .field("label", \.label),
        .field("status", \.status),
        .field("trackinfo", \.trackInformation),
        .field("resource_url", \.resourceURL),
        .field("thumb", \.thumbnail),
        .field("stats", \.statistics))
}
