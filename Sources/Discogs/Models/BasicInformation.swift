/// A release in short, as collections and wantlists have it.
public struct BasicInformation: DiscogsModel, ModelValue {
    public private(set) var id: Int64?
    public private(set) var title = ""
    public private(set) var year: Int?
    public private(set) var artists: [ArtistCredit] = []
    public private(set) var labels: [LabelCredit] = []
    public private(set) var formats: [Format] = []
    public private(set) var genres: [String] = []
    public private(set) var styles: [String] = []
    /// Nil when the release belongs to no master.
    public private(set) var masterID: Int64?
    public private(set) var masterURL: String?
    public private(set) var resourceURL: String?
    public private(set) var thumbnail: String?
    public private(set) var coverImage: String?

    public static let schema = ModelSchema(
        Self(),
        .nonZero("id", \.id),
        .field("title", \.title),
        .nonZero("year", \.year),
        .field("artists", \.artists),
        .field("labels", \.labels),
        .field("formats", \.formats),
        .field("genres", \.genres),
        .field("styles", \.styles),
        .nonZero("master_id", \.masterID),
        .field("master_url", \.masterURL),
        .field("resource_url", \.resourceURL),
        .field("thumb", \.thumbnail),
        .field("cover_image", \.coverImage))

    /// The artists in one line, as printed.
    public var artistLine: String { ArtistCredit.joined(artists) }
}
