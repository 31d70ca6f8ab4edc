/// One copy of a release in a collection.
public struct CollectionItem: DiscogsModel {
    /// The id of the release.
    public private(set) var id: Int64 = 0
    /// The id of this copy.
    public private(set) var instanceID: Int64?
    /// For the owner only: to others no folder is named. (Source: Discogs API documentation.)
    public private(set) var folderID: Int64?
    /// 1 to 5; 0 without a rating.
    public private(set) var rating: Int?
    /// ISO 8601.
    public private(set) var dateAdded: String?
    /// What the owner's fields say; to others those of public fields.
    public private(set) var notes: [Note] = []
    public private(set) var basicInformation: BasicInformation?

    public static let schema = ModelSchema(
        Self(),
        .required("id", \.id),
        .field("instance_id", \.instanceID),
        .field("folder_id", \.folderID),
        .field("basic_information", \.basicInformation),
        .field("rating", \.rating),
        .field("date_added", \.dateAdded),
        .field("notes", \.notes))

    /// The value of one of the owner's fields, such as the condition of the sleeve.
    public struct Note: DiscogsModel, ModelValue {
        public private(set) var fieldID: Int64?
        public private(set) var value = ""

        public static let schema = ModelSchema(
            Self(),
            .field("field_id", \.fieldID),
            .field("value", \.value))
    }
}
