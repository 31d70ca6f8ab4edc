import Discogs

/// The order that `sort` and `sort_order` of a request ask for.
struct SortOrder {
    /// What stands behind ORDER BY.
    let sql: String

    /// - Parameters:
    ///   - keys: the allowed values of `sort` with the SQL that each stands for.
    ///   - default: the SQL for a request without `sort`.
    /// - Throws: `CatalogFailure.unprocessable` for any other value.
    init(_ request: DiscogsRequest, keys: [String: String], default: String)
        throws(CatalogFailure)
    {
        let value = { (name: String) in
            request.query.last { $0.name == name && !$0.value.isEmpty }?.value
        }
        let direction = value("sort_order")?.lowercased() ?? "asc"
        guard ["asc", "desc"].contains(direction) else {
            throw .unprocessable("Invalid sort_order: expected one of asc, desc.")
        }
        let key = value("sort")
        guard let expression = key.map({ keys[$0.lowercased()] }) ?? `default` else {
            let allowed = keys.keys.sorted().joined(separator: ", ")
            throw .unprocessable("Invalid sort: expected one of \(allowed).")
        }
        sql = direction == "desc" ? expression + " DESC" : expression
    }
}
