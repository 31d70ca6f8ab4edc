/// A copy that was added to a collection.
public struct CollectionAddition: DiscogsModel {
    /// Its number.
    public private(set) var instanceID: Int64 = 0
    public private(set) var resourceURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("instance_id", \.instanceID),
        .field("resource_url", \.resourceURL))
}
