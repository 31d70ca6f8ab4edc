import Records

/// Where a page stands among all pages of a reply.
///
/// The addresses that the API gives with it are left out: the next page is counted, and
/// addresses may hold credentials.
public struct Pagination: DiscogsModel {
    /// From 1.
    public private(set) var page = 1
    /// 1 when there are no rows at all.
    public private(set) var pages = 1
    /// Rows on a full page, 100 at most. A page may hold fewer although others follow.
    public private(set) var perPage = 50
    /// Rows on all pages. A search tells how many match although it ends at 10,000.
    public private(set) var items = 0

    public static let schema = ModelSchema(
        Self(),
        .required("page", \.page),
        .required("pages", \.pages),
        .required("per_page", \.perPage),
        .required("items", \.items))

    /// Reads a reply that has pages, or its `pagination` member.
    public static func fromAPIResponse(_ value: JSONValue) throws(DiscogsModelError) -> Self {
        let member = value["pagination"] ?? value
        guard let object = member.objectValue else {
            throw DiscogsModelError(Self.self, field: nil, expected: .object, found: member)
        }
        return try Self(json: object)
    }
}
