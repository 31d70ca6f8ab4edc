/// How things are numbered: far above the ids of Discogs, so that none can be taken for one of
/// those, and so that the order of ids is the order of search results.
enum CatalogID {
    static let artists: Int64 = 9_000_000_000
    static let labels: Int64 = 9_100_000_000
    static let masters: Int64 = 9_200_000_000
    static let releases: Int64 = 9_300_000_000
    /// How far the numbers of two kinds lie apart.
    static let span: Int64 = 100_000_000

    static func isMaster(_ id: Int64) -> Bool { (masters..<releases).contains(id) }
}
