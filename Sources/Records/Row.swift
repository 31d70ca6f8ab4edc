/// What flows through a pipeline: one JSON object.
public typealias Row = JSONObject

/// What a row describes. It decides the columns of a table, the layout of a card and what `@3` means.
public enum RowKind: String, Sendable, Hashable, CaseIterable {
    case release
    case master
    case artist
    case label
    case masterVersion = "master-version"
    case artistRelease = "artist-release"
    case labelRelease = "label-release"
    case searchResult = "search-result"
    case want
    case collectionItem = "collection-item"
    case listing
    case order
    case orderMessage = "order-message"
    case profile
    case submission
    case folder
    case collectionField = "collection-field"
    case list
    case listItem = "list-item"
    case logEntry = "log-entry"
    /// Rows without a layout of their own: selected fields, counts, raw replies.
    case other
}
