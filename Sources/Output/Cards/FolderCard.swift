import Records

/// A folder of a collection.
struct FolderCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.title(row["name"]?.text ?? "")
        page.blank()
        page.field("Copies", row.shown("count"))
        page.field("Folder", row.shown("id"))
    }
}
