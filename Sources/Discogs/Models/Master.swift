/// A master: what all versions of a release have in common.
public struct Master: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var title = ""
    /// The release that stands for all versions.
    public private(set) var mainReleaseID: Int64?
    public private(set) var mainReleaseURL: String?
    public private(set) var mostRecentReleaseID: Int64?
    public private(set) var mostRecentReleaseURL: String?
    public private(set) var resourceURL: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var versionsURL: String?
    public private(set) var artists: [ArtistCredit] = []
    public private(set) var year: Int?
    public private(set) var genres: [String] = []
    public private(set) var styles: [String] = []
    public private(set) var tracklist: [Track] = []
    public private(set) var images: [Image] = []
    public private(set) var videos: [Video] = []
    /// In Discogs' markup.
    public private(set) var notes: String?
    /// Of all versions.
    public private(set) var numberForSale: Int?
    /// Of all versions, in the user's own currency, else US dollars.
    public private(set) var lowestPrice: Double?
    public private(set) var dataQuality: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("title", \.title),
        .nonZero("main_release", \.mainReleaseID),
        .field("main_release_url", \.mainReleaseURL),
        .nonZero("most_recent_release", \.mostRecentReleaseID),
        .field("most_recent_release_url", \.mostRecentReleaseURL),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("versions_url", \.versionsURL),
        .field("artists", \.artists),
        .nonZero("year", \.year),
        .field("genres", \.genres),
        .field("styles", \.styles),
        .field("tracklist", \.tracklist),
        .field("images", \.images),
        .field("videos", \.videos),
        .field("notes", \.notes),
        .field("num_for_sale", \.numberForSale),
        .field("lowest_price", \.lowestPrice),
        .field("data_quality", \.dataQuality))

    /// The artists in one line, as printed.
    public var artistLine: String { ArtistCredit.joined(artists) }
}
