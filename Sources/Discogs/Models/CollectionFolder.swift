/// A folder of a collection.
public struct CollectionFolder: DiscogsModel {
    /// 0 is all of them, and 1 what is in no other.
    public private(set) var id: Int64 = 0
    public private(set) var name: String?
    public private(set) var count: Int?
    public private(set) var resourceURL: String?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("name", \.name),
        .field("count", \.count),
        .field("resource_url", \.resourceURL))
}
