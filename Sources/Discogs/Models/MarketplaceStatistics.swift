/// What the marketplace has of a release.
public struct MarketplaceStatistics: DiscogsModel {
    /// Nil when nobody sells it.
    public private(set) var lowestPrice: Price?
    public private(set) var numberForSale: Int?
    public private(set) var isBlockedFromSale = false

    public static let schema = ModelSchema(
        Self(),
        .field("lowest_price", \.lowestPrice),
        .field("num_for_sale", \.numberForSale),
        .field("blocked_from_sale", \.isBlockedFromSale))
}
