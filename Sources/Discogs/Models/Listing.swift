/// One copy of a release that somebody sells.
public struct Listing: DiscogsModel {
    /// The id of the listing. (Seen beyond 32 bits in real replies.)
    public private(set) var id: Int64 = 0
    /// `For Sale`, `Draft`, `Sold` and others; to strangers `For Sale` only.
    public private(set) var status: String?
    public private(set) var release: ListedRelease?
    public private(set) var price: Price?
    public private(set) var originalPrice: OriginalPrice?
    public private(set) var shippingPrice: Price?
    public private(set) var originalShippingPrice: OriginalPrice?
    /// Of the medium: `Near Mint (NM or M-)`.
    public private(set) var condition: String?
    public private(set) var sleeveCondition: String?
    public private(set) var comments: String?
    public private(set) var shipsFrom: String?
    /// ISO 8601.
    public private(set) var posted: String?
    public private(set) var allowsOffers: Bool?
    /// Whether there is a sound sample.
    public private(set) var hasAudio: Bool?
    public private(set) var seller: Seller?
    public private(set) var resourceURL: String?
    /// The page on discogs.com.
    public private(set) var uri: String?
    /// Only with a login.
    public private(set) var isInCart: Bool?
    /// Grams; for the seller only, as is all that follows.
    /// (Source: Discogs API documentation.)
    public private(set) var weight: Double?
    /// Grams. (Seen in real replies.)
    public private(set) var estimatedWeight: Double?
    /// How many discs, cassettes or files count for shipping.
    public private(set) var formatQuantity: Int?
    /// The seller's own number.
    public private(set) var externalID: String?
    /// Where the seller keeps it.
    public private(set) var location: String?
    public private(set) var quantity: Int?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("status", \.status),
        .field("release", \.release),
        .field("price", \.price),
        .field("original_price", \.originalPrice),
        .field("shipping_price", \.shippingPrice),
        .field("original_shipping_price", \.originalShippingPrice),
        .field("condition", \.condition),
        .field("sleeve_condition", \.sleeveCondition),
        .field("comments", \.comments),
        .field("ships_from", \.shipsFrom),
        .field("posted", \.posted),
        .field("allow_offers", \.allowsOffers),
        .field("audio", \.hasAudio),
        .field("seller", \.seller),
        .field("resource_url", \.resourceURL),
        .field("uri", \.uri),
        .field("in_cart", \.isInCart),
        .field("weight", \.weight),
        .field("estimated_weight", \.estimatedWeight),
        .field("format_quantity", \.formatQuantity),
        .field("external_id", \.externalID),
        .field("location", \.location),
        .field("quantity", \.quantity))
}
