import Discogs
import Records

/// All rows of a list, of which a request gets one page.
struct AccountPage {
    private let rows: [Row]
    private let rowsKey: String
    private let orders: [String: FieldPath]

    init(of rows: [Row], _ rowsKey: String, sorted orders: [String: FieldPath] = [:]) {
        self.rows = rows
        self.rowsKey = rowsKey
        self.orders = orders
    }

    /// The page with its place among the others; a page behind the last has no rows.
    func json(for request: DiscogsRequest) -> JSONValue {
        let size = request.perPage ?? 50
        let number = request.page ?? 1
        let pages = max(1, (rows.count + size - 1) / size)
        let shown = ordered(for: request).dropFirst((number - 1) * size).prefix(size)
        return [
            "pagination": [
                "page": .int(Int64(number)), "pages": .int(Int64(pages)),
                "per_page": .int(Int64(size)), "items": .int(Int64(rows.count)), "urls": [:],
            ],
            rowsKey: .array(shown.map(JSONValue.object)),
        ]
    }

    private func ordered(for request: DiscogsRequest) -> [Row] {
        guard let path = request.value(of: "sort").flatMap({ orders[$0] }) else { return rows }
        let isDescending = request.value(of: "sort_order") == "desc"
        return rows.enumerated().sorted { a, b in
            let (x, y) = (path.values(in: a.element).first, path.values(in: b.element).first)
            if isBefore(x, y) { return !isDescending }
            if isBefore(y, x) { return isDescending }
            return a.offset < b.offset
        }.map(\.element)
    }

    private func isBefore(_ a: JSONValue?, _ b: JSONValue?) -> Bool {
        if let a = a?.doubleValue, let b = b?.doubleValue { return a < b }
        return (a?.text ?? "").folded < (b?.text ?? "").folded
    }
}
