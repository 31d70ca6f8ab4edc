/// A user of Discogs.
public struct Profile: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var username = ""
    /// The real name.
    public private(set) var name: String?
    /// What the user says, with Discogs' markup.
    public private(set) var profile: String?
    public private(set) var homePage: String?
    public private(set) var location: String?
    /// ISO 8601; in one documented reply with a blank for the `T`.
    public private(set) var registered: String?
    public private(set) var rank: Double?
    /// Edits that wait for votes.
    public private(set) var numberPending: Int?
    public private(set) var numberForSale: Int?
    public private(set) var numberOfLists: Int?
    public private(set) var releasesContributed: Int?
    public private(set) var releasesRated: Int?
    /// 0 to 5.
    public private(set) var ratingAverage: Double?
    /// Of a public collection, or the own one.
    public private(set) var numberInCollection: Int?
    /// Of a public wantlist, or the own one.
    public private(set) var numberOnWantlist: Int?
    /// For the user only.
    public private(set) var email: String?
    /// Messages; for the user only.
    public private(set) var numberUnread: Int?
    /// `USD`, `EUR`.
    public private(set) var currency: String?
    public private(set) var isActivated: Bool?
    public private(set) var isSuspendedFromMarketplace: Bool?
    public private(set) var isStaff: Bool?
    /// Per cent of positive feedback.
    public private(set) var buyerRating: Double?
    public private(set) var buyerRatingStars: Double?
    public private(set) var buyerNumberOfRatings: Int?
    /// Per cent of positive feedback.
    public private(set) var sellerRating: Double?
    public private(set) var sellerRatingStars: Double?
    public private(set) var sellerNumberOfRatings: Int?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var resourceURL: String?
    public private(set) var inventoryURL: String?
    public private(set) var collectionFoldersURL: String?
    public private(set) var collectionFieldsURL: String?
    public private(set) var wantlistURL: String?
    public private(set) var avatarURL: String?
    public private(set) var bannerURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("username", \.username),
        .field("name", \.name),
        .field("profile", \.profile),
        .field("home_page", \.homePage),
        .field("location", \.location),
        .field("registered", \.registered),
        .field("rank", \.rank),
        .field("num_pending", \.numberPending),
        .field("num_for_sale", \.numberForSale),
        .field("num_lists", \.numberOfLists),
        .field("releases_contributed", \.releasesContributed),
        .field("releases_rated", \.releasesRated),
        .field("rating_avg", \.ratingAverage),
        .field("num_collection", \.numberInCollection),
        .field("num_wantlist", \.numberOnWantlist),
        .field("email", \.email),
        .field("num_unread", \.numberUnread),
        .field("curr_abbr", \.currency),
        .field("activated", \.isActivated),
        .field("marketplace_suspended", \.isSuspendedFromMarketplace),
        .field("is_staff", \.isStaff),
        .field("buyer_rating", \.buyerRating),
        .field("buyer_rating_stars", \.buyerRatingStars),
        .field("buyer_num_ratings", \.buyerNumberOfRatings),
        .field("seller_rating", \.sellerRating),
        .field("seller_rating_stars", \.sellerRatingStars),
        .field("seller_num_ratings", \.sellerNumberOfRatings),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL),
        .field("inventory_url", \.inventoryURL),
        .field("collection_folders_url", \.collectionFoldersURL),
        .field("collection_fields_url", \.collectionFieldsURL),
        .field("wantlist_url", \.wantlistURL),
        .field("avatar_url", \.avatarURL),
        .field("banner_url", \.bannerURL))
}
