/// An entry of a tracklist: a track, a heading, or an index with tracks of its own.
public struct Track: DiscogsModel, ModelValue {
    /// `A1`, `1-01`, `Video 1`; empty for headings.
    public private(set) var position = ""
    /// `track`, `heading` or `index`.
    public private(set) var type = ""
    public private(set) var title = ""
    /// `m:ss`, `mm:ss` or `h:mm:ss`; empty when not known.
    public private(set) var duration = ""
    /// The track's own artists, where they are not the release's.
    public private(set) var artists: [ArtistCredit] = []
    public private(set) var extraArtists: [ArtistCredit] = []
    public private(set) var subTracks: [Track] = []

    public static let schema = ModelSchema(
        Self(),
        .field("position", \.position),
        .field("type_", \.type),
        .field("title", \.title),
        .field("duration", \.duration),
        .field("artists", \.artists),
        .field("extraartists", \.extraArtists),
        .field("sub_tracks", \.subTracks))
}
