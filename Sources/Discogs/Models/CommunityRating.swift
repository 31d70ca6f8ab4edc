/// How all users together rate a release.
public struct CommunityRating: DiscogsModel {
    public private(set) var releaseID: Int64?
    public private(set) var rating: Rating?

    public static let schema = ModelSchema(
        Self(),
        .field("release_id", \.releaseID),
        .field("rating", \.rating))
}
