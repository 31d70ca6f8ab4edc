/// A barcode, a matrix number or the like.
public struct Identifier: DiscogsModel, ModelValue {
    /// `Barcode`, `Matrix / Runout`.
    public private(set) var type = ""
    public private(set) var value = ""
    public private(set) var description: String?

    public static let schema = ModelSchema(
        Self(),
        .field("type", \.type),
        .field("value", \.value),
        .field("description", \.description))
}
