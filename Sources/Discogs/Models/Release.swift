/// A release: one particular issue of a record.
public struct Release: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var title = ""
    /// `Accepted`, `Draft`, `Deleted` or `Rejected`.
    public private(set) var status: String?
    public private(set) var year: Int?
    public private(set) var resourceURL: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var artists: [ArtistCredit] = []
    /// The artists in one line, for sorting.
    public private(set) var artistsSort: String?
    public private(set) var labels: [LabelCredit] = []
    public private(set) var series: [LabelCredit] = []
    public private(set) var companies: [LabelCredit] = []
    public private(set) var formats: [Format] = []
    public private(set) var dataQuality: String?
    public private(set) var community: Community?
    /// How many discs, cassettes or files.
    public private(set) var formatQuantity: Int?
    /// ISO 8601.
    public private(set) var dateAdded: String?
    /// ISO 8601.
    public private(set) var dateChanged: String?
    public private(set) var numberForSale: Int?
    /// In the currency that was asked for, else the user's own, else US dollars.
    public private(set) var lowestPrice: Double?
    /// Nil when the release belongs to no master.
    public private(set) var masterID: Int64?
    public private(set) var masterURL: String?
    public private(set) var country: String?
    /// `1999-06-21`, `1999-06-00`, `1999` or `0`: as much as is known.
    public private(set) var released: String?
    /// `released` for people: `21 Jun 1999`.
    public private(set) var releasedFormatted: String?
    /// In Discogs' markup.
    public private(set) var notes: String?
    public private(set) var identifiers: [Identifier] = []
    public private(set) var videos: [Video] = []
    public private(set) var genres: [String] = []
    public private(set) var styles: [String] = []
    public private(set) var tracklist: [Track] = []
    /// Credits other than the main artists.
    public private(set) var extraArtists: [ArtistCredit] = []
    public private(set) var images: [Image] = []
    /// The address of a small picture; empty without a login.
    public private(set) var thumbnail: String?
    /// Grams.
    public private(set) var estimatedWeight: Int?
    public private(set) var isBlockedFromSale = false
    public private(set) var isOffensive = false

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("title", \.title),
        .field("status", \.status),
        .nonZero("year", \.year),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("artists", \.artists),
        .field("artists_sort", \.artistsSort),
        .field("labels", \.labels),
        .field("series", \.series),
        .field("companies", \.companies),
        .field("formats", \.formats),
        .field("data_quality", \.dataQuality),
        .field("community", \.community),
        .field("format_quantity", \.formatQuantity),
        .field("date_added", \.dateAdded),
        .field("date_changed", \.dateChanged),
        .field("num_for_sale", \.numberForSale),
        .field("lowest_price", \.lowestPrice),
        .nonZero("master_id", \.masterID),
        .field("master_url", \.masterURL),
        .field("country", \.country),
        .field("released", \.released),
        .field("released_formatted", \.releasedFormatted),
        .field("notes", \.notes),
        .field("identifiers", \.identifiers),
        .field("videos", \.videos),
        .field("genres", \.genres),
        .field("styles", \.styles),
        .field("tracklist", \.tracklist),
        .field("extraartists", \.extraArtists),
        .field("images", \.images),
        .field("thumb", \.thumbnail),
        .field("estimated_weight", \.estimatedWeight),
        .field("blocked_from_sale", \.isBlockedFromSale),
        .field("is_offensive", \.isOffensive))

    /// The artists in one line, as printed.
    public var artistLine: String { ArtistCredit.joined(artists) }
}
