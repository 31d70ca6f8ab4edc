import Discogs

/// Which pages of an endpoint are read, in which order and how far: what `page`, `per-page`,
/// `limit` and `sort` behind a source come to.
package struct ReadPlan: Sendable, Hashable {
    /// From 1; an open end reads on to the last page.
    package var pages: PageRange?
    package var perPage: Int?
    /// Rows in a page where `perPage` says nothing.
    package var customaryPageSize = Self.defaultPageSize
    package var limit: Int?
    package var order: Order?

    package struct PageRange: Sendable, Hashable {
        package var first: Int
        /// Nil reads to the end.
        package var last: Int?
    }

    package struct Order: Sendable, Hashable {
        /// A value of the API's `sort` parameter.
        package var key: String
        package var isDescending: Bool
    }

    package init() {}

    /// Rows in a request.
    ///
    /// - Parameter isDraining: whether all rows are wanted, so that larger pages save requests.
    package func pageSize(isDraining: Bool) -> Int {
        if let perPage { return perPage }
        if pages != nil { return customaryPageSize }
        if let limit { return min(max(limit, 1), Self.largestPageSize) }
        return isDraining ? Self.largestPageSize : customaryPageSize
    }

    /// The API's default (discogs-api.md §4).
    package static let defaultPageSize = 50
    /// The API's maximum; it cuts larger values in silence.
    package static let largestPageSize = 100
}
