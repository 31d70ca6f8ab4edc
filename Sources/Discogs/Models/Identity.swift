/// Whose token is used.
public struct Identity: DiscogsModel {
    public private(set) var id: Int64 = 0
    /// What paths such as `/users/{username}/wants` want.
    public private(set) var username = ""
    public private(set) var resourceURL: String?
    /// The application that asks.
    public private(set) var consumerName: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .required("username", \.username),
        .field("resource_url", \.resourceURL),
        .field("consumer_name", \.consumerName))
}
