import Records
import Synchronization

/// The fields that the first rows of a source had: a later stage may ask for one of them although
/// none of the rows that reach it has it.
package final class SeenFields: Sendable {
    private let mutex = Mutex<[String]>([])

    package init() {}

    var names: [String] { mutex.withLock { $0 } }

    /// The stream with the fields of its first rows noted.
    /// - Parameter all: whether those of all rows are.
    func noted(in rows: RowStream, all: Bool = false) -> RowStream {
        rows.transformed(from: false) { [self] isNoted, rows in
            if !isNoted || all, !rows.isEmpty {
                isNoted = true
                mutex.withLock { names in
                    let known = Set(names)
                    names += Self.names(of: rows).filter { !known.contains($0) }
                }
            }
            return .more(rows)
        }
    }

    static func names(of rows: [Row]) -> [String] {
        var seen: Set<String> = []
        return rows.flatMap(\.keys).filter { seen.insert($0).inserted }
    }
}
