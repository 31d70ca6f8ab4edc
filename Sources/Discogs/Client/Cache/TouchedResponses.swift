/// Which answers a write may have made wrong.
///
/// The rule is short so that it is safe: all of the account but single objects of the database. A
/// list of the database tells which of its rows are in the account's collection and wantlist, so it
/// goes, too; a path that is not recognised goes in any case. Of the single objects, the one that
/// was written to goes (`PUT /releases/1/rating/miles`).
struct TouchedResponses: Sendable {
    private let object: String?

    /// - Parameter path: of the write, without the base URL.
    init(ofWriteTo path: String) { object = Self.object(in: path, isAlone: false) }

    func contains(_ path: String) -> Bool {
        guard let object = Self.object(in: path, isAlone: true) else { return true }
        return object == self.object
    }

    private static let kinds: Set<Substring> = ["releases", "masters", "artists", "labels"]

    /// `releases/249504`
    private static func object(in path: String, isAlone: Bool) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count == 2 || !isAlone && parts.count > 2, kinds.contains(parts[0]),
            let id = Int64(parts[1])
        else { return nil }
        return "\(parts[0])/\(id)"
    }
}
