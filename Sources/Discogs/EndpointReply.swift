import Records

extension Endpoint {
    /// What a successful reply holds.
    public struct Reply: Sendable {
        /// What a row is: it decides table columns and cards.
        public let kind: RowKind
        public let shape: Shape
        /// What its rows are read as by programs; nil where there are none, or any.
        public let model: (any DiscogsModel.Type)?
        /// Values of the API's `sort` parameter (with `sort_order`) that the server is known to
        /// honour, mapped from the row field that they order: `["year": "year"]`.
        public let sortKeys: [String: String]
        /// The API's own ceiling on rows, however many match.
        public let rowCeiling: Int?
        /// The last page that the API gives to anybody but the owner of the rows; a page behind it
        /// is refused with 403.
        public let pageCeilingForOthers: Int?

        public enum Shape: Sendable, Hashable {
            /// The reply itself is the row.
            case object
            /// All rows at once, in this member.
            case list(String)
            /// One page of rows, in this member.
            case pages(String)
            /// Lines of text with commas, the first of which names the fields.
            case table
            /// Nothing, or where that is which was begun (`Location`).
            case empty
        }

        /// The member that holds the rows; nil when the reply itself is the row, or none is.
        public var rowsKey: String? {
            switch shape {
            case .list(let key), .pages(let key): key
            case .object, .table, .empty: nil
            }
        }

        /// Whether it is one row.
        public var isObject: Bool { shape == .object || shape == .empty }

        /// Whether the endpoint takes `page` and `per_page`.
        public var isPaged: Bool { if case .pages = shape { true } else { false } }

        /// Fields a row may have, for completion and for telling a typing error from an absent
        /// field. Made when asked for: most lines never do, and the models cost a millisecond.
        public var fields: [String] { model?.fields ?? [] }

        /// The rows in a reply; nil when it holds none where they should be.
        ///
        /// Where there are several lists, each under what its rows are (`{"artists": […]}`), each of
        /// those rows then tells its `type`, since nothing else would.
        package func rows(in body: JSONValue) -> [Row]? {
            guard let key = rowsKey, let value = body[key] else { return nil }
            guard let lists = value.objectValue else {
                return value.arrayValue?.compactMap(\.objectValue)
            }
            return lists.members.flatMap { name, list in
                (list.arrayValue ?? []).compactMap { element in
                    guard var row = element.objectValue else { return nil }
                    if row["type"] == nil {
                        row["type"] = .string(name.hasSuffix("s") ? String(name.dropLast()) : name)
                    }
                    return row
                }
            }
        }

        /// One object.
        static func object(_ kind: RowKind, _ model: any DiscogsModel.Type) -> Reply {
            Reply(kind, .object, model)
        }

        /// Rows without pages.
        static func list(
            _ kind: RowKind, of rowsKey: String, _ model: any DiscogsModel.Type
        ) -> Reply {
            Reply(kind, .list(rowsKey), model)
        }

        /// Pages of rows.
        static func pages(
            _ kind: RowKind, of rowsKey: String, _ model: any DiscogsModel.Type,
            sortKeys: [String: String] = [:], rowCeiling: Int? = nil,
            pageCeilingForOthers: Int? = nil
        ) -> Reply {
            Reply(
                kind, .pages(rowsKey), model, sortKeys: sortKeys, rowCeiling: rowCeiling,
                pageCeilingForOthers: pageCeilingForOthers)
        }

        /// Text with commas.
        static let table = Reply(.other, .table, nil)

        /// Nothing, or a `Location`.
        static let empty = Reply(.other, .empty, nil)

        private init(
            _ kind: RowKind, _ shape: Shape, _ model: (any DiscogsModel.Type)?,
            sortKeys: [String: String] = [:], rowCeiling: Int? = nil,
            pageCeilingForOthers: Int? = nil
        ) {
            self.kind = kind
            self.shape = shape
            self.model = model
            self.sortKeys = sortKeys
            self.rowCeiling = rowCeiling
            self.pageCeilingForOthers = pageCeilingForOthers
        }
    }
}
