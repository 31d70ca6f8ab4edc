/// A field in which the owner of a collection notes something about each copy.
public struct CollectionField: DiscogsModel {
    public private(set) var id: Int64 = 0
    public private(set) var name: String?
    /// `dropdown` or `textarea`.
    public private(set) var type: String?
    /// Of a dropdown: what may be noted.
    public private(set) var options: [String] = []
    /// Of a text area.
    public private(set) var lines: Int?
    public private(set) var position: Int?
    public private(set) var isPublic: Bool?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("name", \.name),
        .field("type", \.type),
        .field("options", \.options),
        .field("lines", \.lines),
        .field("position", \.position),
        .field("public", \.isPublic))
}
