/// How many users have a release or want it.
///
/// A recorded reply holds neither number: `community` of the release is the better source.
public struct ReleaseStatistics: DiscogsModel {
    public private(set) var numberHaving: Int?
    public private(set) var numberWanting: Int?
    public private(set) var isOffensive: Bool?

    public static let schema = ModelSchema(
        Self(),
        .field("num_have", \.numberHaving),
        .field("num_want", \.numberWanting),
        .field("is_offensive", \.isOffensive))
}
