import Records

/// A master: what its versions have in common.
struct MasterCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.recordTitle(row)
        page.field("Year", row.shown("year"))
        page.field("Genre", row.shown("genres"))
        page.field("Style", row.shown("styles"))
        Tracklist(row).render(on: &page)
        if let notes = row.prose("notes") {
            page.heading("Notes")
            page.paragraph(notes, indent: 2)
        }
        page.blank()
        page.field("For sale", page.forSale(row))
        page.field("Main", row["main_release"]?.intValue.map { "r\($0)" })
        page.field("Newest", row["most_recent_release"]?.intValue.map { "r\($0)" })
        page.field("Master", row["id"]?.intValue.map { "m\($0)" })
        page.link(row, "master")
    }
}
