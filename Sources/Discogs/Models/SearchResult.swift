/// A row of a search: a release, a master, an artist or a label.
public struct SearchResult: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// `release`, `master`, `artist` or `label`.
    public private(set) var type: String?
    /// `Artist - Title` of a release or a master, else the name.
    public private(set) var title = ""
    public private(set) var year: Int?
    public private(set) var country: String?
    public private(set) var formats: [Format] = []
    /// Names and descriptions of the formats.
    public private(set) var format: [String] = []
    /// How many discs, cassettes or files.
    public private(set) var formatQuantity: Int?
    /// Labels and companies, with repeats.
    public private(set) var label: [String] = []
    public private(set) var catalogueNumber: String?
    public private(set) var barcode: [String] = []
    public private(set) var genre: [String] = []
    public private(set) var style: [String] = []
    public private(set) var community: Popularity?
    /// Nil when it belongs to no master.
    public private(set) var masterID: Int64?
    public private(set) var masterURL: String?
    public private(set) var resourceURL: String?
    /// The path of the page on discogs.com.
    public private(set) var uri: String?
    public private(set) var thumbnail: String?
    public private(set) var coverImage: String?
    /// Only with a user's login.
    public private(set) var userData: UserData?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("type", \.type),
        .required("title", \.title),
        .nonZero("year", \.year),
        .field("country", \.country),
        .field("format", \.format),
        .field("formats", \.formats),
        .field("format_quantity", \.formatQuantity),
        .field("label", \.label),
        .field("catno", \.catalogueNumber),
        .field("barcode", \.barcode),
        .field("genre", \.genre),
        .field("style", \.style),
        .field("community", \.community),
        .nonZero("master_id", \.masterID),
        .field("master_url", \.masterURL),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("thumb", \.thumbnail),
        .field("cover_image", \.coverImage),
        .field("user_data", \.userData))

    /// How many users have it and want it.
    public struct Popularity: DiscogsModel, ModelValue {
        public private(set) var have: Int?
        public private(set) var want: Int?

        public static let schema = ModelSchema(
            Self(),
            .field("have", \.have),
            .field("want", \.want))
    }

    /// Whether the user who asks has it or wants it.
    public struct UserData: DiscogsModel, ModelValue {
        public private(set) var isInCollection: Bool?
        public private(set) var isInWantlist: Bool?

        public static let schema = ModelSchema(
            Self(),
            .field("in_wantlist", \.isInWantlist),
            .field("in_collection", \.isInCollection))
    }
}
