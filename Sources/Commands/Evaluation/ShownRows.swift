import Records
import Synchronization

/// The ids of the table shown last, in its order, for `@3`.
package final class ShownRows: Sendable {
    private let mutex = Mutex<[ShownRow]>([])

    package init() {}

    package var rows: [ShownRow] { mutex.withLock { $0 } }

    func start() { mutex.withLock { $0 = [] } }

    func append(_ rows: [Row], kind: RowKind) {
        let rows = rows.map { ShownRow($0, kind: kind) }
        mutex.withLock { $0 += rows }
    }
}

/// What `@3` can stand for.
package struct ShownRow: Sendable, Hashable {
    /// With the letter of its kind: `r249504`; empty for a row that has none.
    package let id: String
    /// The numbers of its own that some parameters want instead, by their names: `listing_id`.
    private let numbers: [String: String]

    package init(_ row: Row, kind: RowKind) {
        id = Self.id(of: row, kind: kind)
        var numbers: [String: String] = [:]
        if kind == .listing { numbers["listing_id"] = Self.id(at: "id", in: row) }
        if kind == .collectionItem {
            numbers["instance_id"] = Self.id(at: "instance_id", in: row)
            numbers["folder"] = Self.id(at: "folder_id", in: row)
        }
        self.numbers = numbers
    }

    /// What a parameter with this name wants.
    package func id(for parameter: String) -> String { numbers[parameter] ?? id }

    /// What is typed by its number must be an id and nothing else, whoever wrote the row.
    private static func id(at field: String, in row: Row) -> String? {
        guard let id = FieldPath(field).value(in: row), !id.isNull,
            id.text.unicodeScalars.allSatisfy(isOfID)
        else { return nil }
        return id.text
    }

    static func id(of row: Row, kind: RowKind) -> String {
        // A listing has a number of its own, but most commands want what is sold.
        guard let id = id(at: kind == .listing ? "release.id" : "id", in: row) else { return "" }
        let prefix =
            switch kind {
            case .release, .masterVersion, .labelRelease, .want, .collectionItem, .listing: "r"
            case .master: "m"
            case .artist: "a"
            case .label: "l"
            case .artistRelease, .searchResult, .submission, .listItem, .other:
                letter(of: row["type"]?.stringValue)
            case .order, .orderMessage, .profile, .folder, .collectionField, .list, .logEntry: ""
            }
        return prefix + id
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
