import Records

struct LabelCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.title(row["name"]?.text ?? "")
        page.blank()
        page.field("Parent", row["parent_label"].flatMap(ArtistCredit.name))
        page.field("Sublabels", row.names("sublabels"))
        page.field("Contact", row.prose("contact_info"))
        if let profile = row.prose("profile") {
            page.heading("Profile")
            page.paragraph(profile, indent: 2)
        }
        page.blank()
        page.sites(row)
        page.field("Label", row["id"]?.intValue.map { "l\($0)" })
        page.link(row, "label")
    }
}
