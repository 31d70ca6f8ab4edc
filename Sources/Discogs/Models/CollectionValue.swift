/// What a collection may be worth: text for people, such as `$1,234.56`.
///
/// (Source: Discogs API documentation.)
public struct CollectionValue: DiscogsModel {
    public private(set) var minimum: String?
    public private(set) var median: String?
    public private(set) var maximum: String?

    public static let schema = ModelSchema(
        Self(),
        .field("minimum", \.minimum),
        .field("median", \.median),
        .field("maximum", \.maximum))
}
