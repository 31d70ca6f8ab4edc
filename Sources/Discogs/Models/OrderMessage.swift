/// Something that was said or done about an order.
///
/// (Source: Discogs API documentation.)
public struct OrderMessage: DiscogsModel {
    /// ISO 8601.
    public private(set) var timestamp: String?
    /// `message`, `status`, `shipping`, `refund_sent` or `refund_received`.
    public private(set) var type: String?
    public private(set) var subject: String?
    public private(set) var message: String?
    public private(set) var sender: Order.Person?
    public private(set) var actor: Order.Person?
    public private(set) var order: Reference?
    public private(set) var statusID: Int?
    /// What shipping cost before.
    public private(set) var original: Double?
    /// What shipping costs now.
    public private(set) var new: Double?
    public private(set) var refund: Refund?

    public static let schema = ModelSchema(
        Self(),
        .field("timestamp", \.timestamp),
        .field("type", \.type),
        .field("subject", \.subject),
        .field("message", \.message),
        .field("from", \.sender),
        .field("actor", \.actor),
        .field("order", \.order),
        .field("status_id", \.statusID),
        .field("original", \.original),
        .field("new", \.new),
        .field("refund", \.refund))

    /// Which order it is about.
    public struct Reference: DiscogsModel, ModelValue {
        public private(set) var id: String?
        public private(set) var resourceURL: String?

        public static let schema = ModelSchema(
            Self(),
            .field("id", \.id),
            .field("resource_url", \.resourceURL))
    }

    /// Money that went back.
    public struct Refund: DiscogsModel, ModelValue {
        public private(set) var amount: Double?
        public private(set) var order: Reference?

        public static let schema = ModelSchema(
            Self(),
            .field("amount", \.amount),
            .field("order", \.order))
    }
}
