import Records

struct ArtistCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.title(row["name"]?.text ?? "")
        page.blank()
        page.field("Real name", row.shown("realname"))
        page.field("Members", members { $0["active"]?.boolValue != false })
        page.field("Former", members { $0["active"]?.boolValue == false })
        page.field("Groups", row.names("groups"))
        page.field("Aliases", row.names("aliases"))
        page.field("Variations", row.shown("namevariations"))
        if let profile = row.prose("profile") {
            page.heading("Profile")
            page.paragraph(profile, indent: 2)
        }
        page.blank()
        page.sites(row)
        page.field("Artist", row["id"]?.intValue.map { "a\($0)" })
        page.link(row, "artist")
    }

    private func members(_ isIncluded: (JSONObject) -> Bool) -> String? {
        let names = row.objects("members").filter(isIncluded)
            .compactMap { ArtistCredit.name(.object($0)) }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}

extension CardPage {
    private static let mostSites = 8

    /// The addresses of an artist or a label, one on each line; of many, the first ones.
    mutating func sites(_ row: Row) {
        let sites = row["urls"]?.arrayValue?.map(\.text).filter { !$0.isEmpty } ?? []
        var lines = sites.prefix(Self.mostSites).joined(separator: "\n")
        if sites.count > Self.mostSites {
            lines += "\n\(style.ellipsis) and \(sites.count - Self.mostSites) more"
        }
        field("Sites", lines)
    }
}
