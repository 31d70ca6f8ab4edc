/// An amount of money.
public struct Price: DiscogsModel, ModelValue {
    /// `USD`, `EUR`; nil where the API sends an empty object.
    public private(set) var currency: String?
    public private(set) var value: Double?

    public static let schema = ModelSchema(
        Self(),
        .field("currency", \.currency),
        .field("value", \.value))
}

/// A price in the seller's own currency. (Seen in real replies; not in the documentation.)
public struct OriginalPrice: DiscogsModel, ModelValue {
    /// `USD`, `EUR`.
    public private(set) var currency: String?
    public private(set) var currencyID: Int64?
    /// For people: `€250.00`.
    public private(set) var formatted: String?
    public private(set) var value: Double?

    public static let schema = ModelSchema(
        Self(),
        .field("curr_abbr", \.currency),
        .field("curr_id", \.currencyID),
        .field("formatted", \.formatted),
        .field("value", \.value))
}
