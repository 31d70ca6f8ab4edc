import Records

/// What somebody bought. It holds names and addresses: no log and no cache may keep it.
public struct Order: DiscogsModel {
    /// The seller's number and the order's: `150295-1254`. (Text in real replies, although the
    /// documentation calls it a number.)
    public private(set) var id = ""
    public private(set) var status: String?
    /// The states that the seller may give it now.
    public private(set) var nextStatus: [String] = []
    /// ISO 8601.
    public private(set) var created: String?
    /// ISO 8601.
    public private(set) var lastActivity: String?
    public private(set) var buyer: Person?
    public private(set) var seller: Person?
    public private(set) var items: [Item] = []
    public private(set) var total: Price?
    public private(set) var fee: Price?
    public private(set) var shipping: Shipping?
    public private(set) var shippingAddress: String?
    public private(set) var additionalInstructions: String?
    public private(set) var isArchived: Bool?
    /// The page on discogs.com.
    public private(set) var uri: String?
    public private(set) var resourceURL: String?
    public private(set) var messagesURL: String?
    /// (Seen in a real reply, as all that follows.)
    public private(set) var feedback: JSONValue?
    public private(set) var tax: JSONValue?
    public private(set) var tracking: JSONValue?
    public private(set) var buyerFee: JSONValue?
    public private(set) var taxOnBuyerFee: JSONValue?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("status", \.status),
        .field("next_status", \.nextStatus),
        .field("created", \.created),
        .field("last_activity", \.lastActivity),
        .field("buyer", \.buyer),
        .field("seller", \.seller),
        .field("items", \.items),
        .field("total", \.total),
        .field("fee", \.fee),
        .field("shipping", \.shipping),
        .field("shipping_address", \.shippingAddress),
        .field("additional_instructions", \.additionalInstructions),
        .field("archived", \.isArchived),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL),
        .field("messages_url", \.messagesURL),
        .field("feedback", \.feedback),
        .field("tax", \.tax),
        .field("tracking", \.tracking),
        .field("buyer_fee", \.buyerFee),
        .field("tax_on_buyer_fee", \.taxOnBuyerFee))

    /// Who buys or sells.
    public struct Person: DiscogsModel, ModelValue {
        public private(set) var id: Int64?
        public private(set) var username: String?
        /// (Seen in a real reply; not in the documentation.)
        public private(set) var email: String?
        public private(set) var resourceURL: String?
        public private(set) var avatarURL: String?

        public static let schema = ModelSchema(
            Self(),
            .field("id", \.id),
            .field("username", \.username),
            .field("email", \.email),
            .field("resource_url", \.resourceURL),
            .field("avatar_url", \.avatarURL))
    }

    /// What sending it costs, and how it is sent.
    public struct Shipping: DiscogsModel, ModelValue {
        public private(set) var currency: String?
        public private(set) var method: String?
        public private(set) var value: Double?

        public static let schema = ModelSchema(
            Self(),
            .field("currency", \.currency),
            .field("method", \.method),
            .field("value", \.value))
    }

    /// A copy that was bought.
    public struct Item: DiscogsModel, ModelValue {
        /// The number of the listing.
        public private(set) var id: Int64?
        public private(set) var release: ListedRelease?
        public private(set) var price: Price?
        /// (Seen in a real reply, as all that follows.)
        public private(set) var mediaCondition: String?
        public private(set) var sleeveCondition: String?
        public private(set) var conditionComments: String?
        public private(set) var itemLocation: String?
        public private(set) var privateComments: String?

        public static let schema = ModelSchema(
            Self(),
            .field("id", \.id),
            .field("release", \.release),
            .field("price", \.price),
            .field("media_condition", \.mediaCondition),
            .field("sleeve_condition", \.sleeveCondition),
            .field("condition_comments", \.conditionComments),
            .field("item_location", \.itemLocation),
            .field("private_comments", \.privateComments))
    }
}
