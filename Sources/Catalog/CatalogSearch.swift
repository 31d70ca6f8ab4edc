import Discogs

/// A search request as SQL.
struct CatalogSearch {
    /// What stands behind WHERE, over the table `entry`.
    let condition: String
    let arguments: CatalogTables.Arguments
    /// What stands behind ORDER BY: artists, labels, masters, releases, each in the order of the
    /// data file. Where free text was asked for, what is called so comes before what merely has
    /// a track, a credit or a label of that name.
    let order: String
    let orderArguments: CatalogTables.Arguments

    /// - Throws: `CatalogFailure`, for a type that does not exist and for what only Discogs knows.
    init(_ request: DiscogsRequest) throws(CatalogFailure) {
        var expression = SearchExpression()
        var names = SearchExpression()
        var range: ClosedRange<Int64>?
        for item in request.query where !item.value.isEmpty {
            let value = item.value
            switch item.name {
            case "q", "query":
                expression.require(value)
                names.require(value, in: .artist, .anv, .title)
            case "type": range = try Self.ids(ofType: value)
            case "title": expression.require(value, in: .artist, .title)
            case "release_title": expression.require(value, in: .title)
            case "credit": expression.require(value, in: .credit)
            case "artist": expression.require(value, in: .artist)
            case "anv": expression.require(value, in: .anv)
            case "label": expression.require(value, in: .label)
            case "genre": expression.requirePhrase(value, in: .genre)
            case "style": expression.requirePhrase(value, in: .style)
            case "country": expression.requirePhrase(value, in: .country)
            case "year": expression.requireYear(value)
            case "format": expression.require(value, in: .format)
            case "catno": expression.requireNumber(value, in: .catno)
            case "barcode": expression.requireNumber(value, in: .barcode)
            case "track": expression.require(value, in: .track)
            case "submitter", "contributor":
                throw .needsDiscogs(
                    "The sample catalogue does not know who entered a release; "
                        + "'\(item.name)' needs Discogs.")
            default: break
            }
        }
        var conditions: [String] = []
        if !expression.isEmpty { conditions.append("entry MATCH ?") }
        if let range {
            conditions.append("rowid BETWEEN \(range.lowerBound) AND \(range.upperBound)")
        }
        condition = conditions.isEmpty ? "true" : conditions.joined(separator: " AND ")
        arguments = expression.isEmpty ? [] : [expression.text]
        if names.isEmpty {
            order = "rowid"
            orderArguments = []
        } else {
            order = """
                rowid / \(CatalogID.span),
                rowid NOT IN (SELECT rowid FROM entry WHERE entry MATCH ?), rowid
                """
            orderArguments = [names.text]
        }
    }

    private static func ids(ofType type: String) throws(CatalogFailure) -> ClosedRange<Int64> {
        let base =
            switch type.lowercased() {
            case "artist": CatalogID.artists
            case "label": CatalogID.labels
            case "master": CatalogID.masters
            case "release": CatalogID.releases
            default:
                throw .unprocessable(
                    "Invalid type: expected one of release, master, artist, label.")
            }
        return base...(base + CatalogID.span - 1)
    }
}
