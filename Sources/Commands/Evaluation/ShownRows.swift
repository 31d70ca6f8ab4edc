import Records
import Synchronization

/// The ids of the table shown last, in its order, for `@3`.
package final class ShownRows: Sendable {
    private let mutex = Mutex<[String]>([])

    package init() {}

    /// Ids with the letter of their kind: `r249504`; empty for a row that has none.
    package var ids: [String] { mutex.withLock { $0 } }

    func start() { mutex.withLock { $0 = [] } }

    func append(_ rows: [Row], kind: RowKind) {
        let ids = rows.map { Self.id(of: $0, kind: kind) }
        mutex.withLock { $0 += ids }
    }

    static func id(of row: Row, kind: RowKind) -> String {
        // A listing has a number of its own, but commands want what is sold.
        let place: FieldPath = kind == .listing ? FieldPath("release.id") : FieldPath("id")
        // What is typed by its number must be an id and nothing else, whoever wrote the row.
        guard let id = place.value(in: row), !id.isNull, id.text.unicodeScalars.allSatisfy(isOfID)
        else { return "" }
        let prefix =
            switch kind {
            case .release, .masterVersion, .labelRelease, .want, .collectionItem, .listing: "r"
            case .master: "m"
            case .artist: "a"
            case .label: "l"
            case .artistRelease, .searchResult, .submission, .listItem, .other:
                letter(of: row["type"]?.stringValue)
            case .order, .orderMessage, .profile, .folder, .collectionField, .list: ""
            }
        return prefix + id.text
    }

    private static func isOfID(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "a"..."z", "A"..."Z", "-": true
        default: false
        }
    }

    private static func letter(of type: String?) -> String {
        switch type {
        case "release": "r"
        case "master": "m"
        case "artist": "a"
        case "label": "l"
        default: ""
        }
    }
}
