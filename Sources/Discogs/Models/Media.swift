/// A picture. The addresses are signed, so they work only unchanged.
public struct Image: DiscogsModel, ModelValue {
    /// `primary` or `secondary`.
    public private(set) var type = ""
    /// Empty without a login.
    public private(set) var uri = ""
    public private(set) var resourceURL = ""
    /// At most 150 pixels wide and high.
    public private(set) var thumbnailURI = ""
    /// Pixels.
    public private(set) var width: Int?
    /// Pixels.
    public private(set) var height: Int?

    public static let schema = ModelSchema(
        Self(),
        .field("type", \.type),
        .field("uri", \.uri),
        .field("resource_url", \.resourceURL),
        .field("uri150", \.thumbnailURI),
        .field("width", \.width),
        .field("height", \.height))
}

/// A video elsewhere on the web.
public struct Video: DiscogsModel, ModelValue {
    public private(set) var uri = ""
    public private(set) var title = ""
    public private(set) var description = ""
    /// Seconds.
    public private(set) var duration: Int?
    public private(set) var canBeEmbedded: Bool?

    public static let schema = ModelSchema(
        Self(),
        .field("uri", \.uri),
        .field("title", \.title),
        .field("description", \.description),
        .field("duration", \.duration),
        .field("embed", \.canBeEmbedded))
}
