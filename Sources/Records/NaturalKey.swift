extension RowKind {
    /// The fields that tell one row of a kind from all others; none where nothing does. Lists of
    /// several kinds of thing count their ids apart.
    package var naturalKey: [String] {
        switch self {
        case .release, .master, .artist, .label, .masterVersion, .want, .listing, .order, .profile,
            .folder, .collectionField, .list:
            ["id"]
        case .collectionItem: ["instance_id"]
        case .searchResult, .submission, .listItem: ["type", "id"]
        // One release stands there once for each thing that the artist did.
        case .artistRelease: ["type", "id", "role"]
        case .labelRelease: ["id", "catno"]
        case .orderMessage, .logEntry, .other: []
        }
    }
}
