import Records

/// A release on a wantlist, or a copy in a collection.
struct WantCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        let release = row["basic_information"]?.objectValue ?? [:]
        page.recordTitle(release)
        page.field("Label", release.names("labels"))
        page.field("Format", release.shown("formats"))
        page.field("Year", release.shown("year"))
        page.field("Genre", release.shown("genres"))
        page.field("Style", release.shown("styles"))
        page.blank()
        page.field("Rating", row["rating"]?.intValue.flatMap { $0 == 0 ? nil : "\($0) of 5" })
        page.field("Notes", row["notes"]?.stringValue)
        page.field("Added", row.shown("date_added"))
        page.field("Folder", row.shown("folder_id"))
        page.field("Copy", row.shown("instance_id"))
        page.field("Release", row["id"]?.intValue.map { "r\($0)" })
    }
}
