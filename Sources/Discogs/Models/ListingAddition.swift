/// A listing that was made.
public struct ListingAddition: DiscogsModel {
    /// Its number.
    public private(set) var listingID: Int64 = 0
    public private(set) var resourceURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("listing_id", \.listingID),
        .field("resource_url", \.resourceURL))
}
