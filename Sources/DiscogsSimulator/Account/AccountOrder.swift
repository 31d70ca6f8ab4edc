import Discogs
import Records

/// The values of `sort` that the API has for an account's lists, with what they order.
enum AccountOrder {
    static let collection: [String: FieldPath] = paths(of: .collection)
    static let inventory: [String: FieldPath] = paths(of: .inventory)
    static let orders: [String: FieldPath] = paths(of: .orders)

    /// What the endpoint table says the other way round.
    private static func paths(of endpoint: Endpoint) -> [String: FieldPath] {
        Dictionary(
            uniqueKeysWithValues: endpoint.reply.sortKeys.map { ($1, FieldPath($0)) })
    }
}
