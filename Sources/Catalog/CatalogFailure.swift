/// Why a request has no answer here.
enum CatalogFailure: Error {
    /// The text is the API's own.
    case notFound(String)
    /// The request is understood, but a value in it is wrong.
    case unprocessable(String)
    /// Only Discogs knows this.
    case needsDiscogs(String)
}
