/// What the users of Discogs did with a release.
public struct Community: DiscogsModel, ModelValue {
    /// Users who have it.
    public private(set) var have: Int?
    /// Users who want it.
    public private(set) var want: Int?
    public private(set) var rating: Rating?
    public private(set) var submitter: User?
    public private(set) var contributors: [User] = []
    public private(set) var dataQuality: String?
    public private(set) var status: String?

    public static let schema = ModelSchema(
        Self(),
        .field("have", \.have),
        .field("want", \.want),
        .field("rating", \.rating),
        .field("submitter", \.submitter),
        .field("contributors", \.contributors),
        .field("data_quality", \.dataQuality),
        .field("status", \.status))

    /// A user who entered or changed the release.
    public struct User: DiscogsModel, ModelValue {
        public private(set) var username = ""
        public private(set) var resourceURL = ""

        public static let schema = ModelSchema(
            Self(),
            .field("username", \.username),
            .field("resource_url", \.resourceURL))
    }
}

/// The average of the users' ratings.
public struct Rating: DiscogsModel, ModelValue {
    public private(set) var count: Int?
    /// 1 to 5; 0 without ratings.
    public private(set) var average: Double?

    public static let schema = ModelSchema(
        Self(),
        .field("count", \.count),
        .field("average", \.average))
}
