/// Who sells, as far as a listing tells.
public struct Seller: DiscogsModel, ModelValue {
    public private(set) var id: Int64?
    public private(set) var username = ""
    public private(set) var statistics: Statistics?
    /// Ways to pay. (Seen in real replies, as all that follows but the address.)
    public private(set) var payment: String?
    /// The seller's words on shipping.
    public private(set) var shipping: String?
    public private(set) var leastOrder: Double?
    public private(set) var isInNewProgram: Bool?
    public private(set) var secondID: Int64?
    public private(set) var resourceURL: String?
    public private(set) var url: String?
    public private(set) var htmlURL: String?
    public private(set) var avatarURL: String?

    public static let schema = ModelSchema(
        Self(),
        .field("id", \.id),
        .field("username", \.username),
        .field("stats", \.statistics),
        .field("payment", \.payment),
        .field("shipping", \.shipping),
        .field("min_order_total", \.leastOrder),
        .field("is_mp2020_seller", \.isInNewProgram),
        .field("uid", \.secondID),
        .field("resource_url", \.resourceURL),
        .field("url", \.url),
        .field("html_url", \.htmlURL),
        .field("avatar_url", \.avatarURL))

    /// What buyers said.
    public struct Statistics: DiscogsModel, ModelValue {
        /// Per cent of positive feedback. (Text in real replies: `"99.6"`.)
        public private(set) var rating: Double?
        /// 0 to 5.
        public private(set) var stars: Double?
        public private(set) var total: Int?

        public static let schema = ModelSchema(
            Self(),
            .field("rating", \.rating),
            .field("stars", \.stars),
            .field("total", \.total))
    }
}
