import Discogs

/// The API's words for what cannot be done, as recorded or documented.
extension DiscogsError {
    static func missing(_ message: String) -> DiscogsError {
        DiscogsError(.notFound, status: 404, message: message)
    }

    static func invalid(_ message: String) -> DiscogsError {
        DiscogsError(.badRequest, status: 422, message: message)
    }

    static let missingUser = missing("User does not exist or may have been deleted.")
    static let missingRelease = missing("Release not found.")
    static let missingFolder = missing("The requested folder does not exist.")
    static let missingListing = missing("The requested resource was not found.")
    // The backslash is the API's own.
    static let missingCopy = missing(
        #"The requested collection item does not exist in this user\s collection."#)
    static let forbidden = DiscogsError(
        .permission, status: 403, message: "You don't have permission to access this resource.")
}
