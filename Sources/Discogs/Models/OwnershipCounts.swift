/// How often a release lies in collections and wantlists.
public struct OwnershipCounts: DiscogsModel, ModelValue {
    public private(set) var inCollection: Int?
    public private(set) var inWantlist: Int?

    public static let schema = ModelSchema(
        Self(),
        .field("in_wantlist", \.inWantlist),
        .field("in_collection", \.inCollection))
}

/// Counts for everybody, and for the user who asks.
public struct OwnershipStatistics: DiscogsModel, ModelValue {
    public private(set) var community: OwnershipCounts?
    /// Only with a login.
    public private(set) var user: OwnershipCounts?

    public static let schema = ModelSchema(
        Self(),
        .field("community", \.community),
        .field("user", \.user))
}
