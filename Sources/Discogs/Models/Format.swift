/// A format of a release: two LPs, a CD with its descriptions.
public struct Format: DiscogsModel, ModelValue {
    /// `Vinyl`, `CD`, `File`.
    public private(set) var name = ""
    /// How many of it.
    public private(set) var quantity: Int?
    /// Free text, such as a colour.
    public private(set) var text: String?
    /// `LP`, `Album`, `Reissue`.
    public private(set) var descriptions: [String] = []

    public static let schema = ModelSchema(
        Self(),
        .field("name", \.name),
        .field("qty", \.quantity),
        .field("text", \.text),
        .field("descriptions", \.descriptions))
}
