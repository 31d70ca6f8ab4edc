/// How a user rates a release.
public struct ReleaseRating: DiscogsModel {
    public private(set) var username: String?
    public private(set) var releaseID: Int64?
    /// 1 to 5; 0 without a rating.
    public private(set) var rating: Int?

    public static let schema = ModelSchema(
        Self(),
        .field("username", \.username),
        .field("release_id", \.releaseID),
        .field("rating", \.rating))
}
