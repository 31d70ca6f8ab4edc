import Records

/// A release, like the back of its sleeve.
struct ReleaseCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.recordTitle(row)
        page.field("Label", labels("labels", page.style))
        page.field("Series", labels("series", page.style))
        page.field("Format", formats(page.style))
        page.field("Country", row.shown("country"))
        page.field("Released", row.shown("released_formatted") ?? released)
        page.field("Genre", row.shown("genres"))
        page.field("Style", row.shown("styles"))
        Tracklist(row).render(on: &page)
        credits(on: &page)
        companies(on: &page)
        if let notes = row.prose("notes") {
            page.heading("Notes")
            page.paragraph(notes, indent: 2)
        }
        identifiers(on: &page)
        page.blank()
        page.field("Community", community(page.style))
        page.field("For sale", page.forSale(row))
        page.field("Master", row["master_id"]?.intValue.flatMap { $0 == 0 ? nil : "m\($0)" })
        page.field("Release", row["id"]?.intValue.map { "r\($0)" })
        page.link(row, "release")
    }

    private var released: String? { row.shown("released") ?? row.shown("year") }

    private func labels(_ field: String, _ style: TerminalStyle) -> String? {
        let labels = row.objects(field).compactMap { label -> String? in
            guard let name = ArtistCredit.name(.object(label)) else { return nil }
            let number = label["catno"]?.stringValue ?? ""
            return number.isEmpty || number == "none" ? name : "\(name) \(style.dash) \(number)"
        }
        return labels.isEmpty ? nil : labels.joined(separator: "\n")
    }

    private func formats(_ style: TerminalStyle) -> String? {
        let formats = row["formats"]?.arrayValue ?? []
        let lines = formats.map { DisplayText.format([$0]) ?? $0.text }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Grouped by role, in order of first appearance.
    private func credits(on page: inout CardPage) {
        let credits = Tracklist.credits(row.objects("extraartists"), page.style)
        guard !credits.isEmpty else { return }
        page.heading("Credits")
        for credit in credits { page.item(credit, indent: 2) }
    }

    private func companies(on page: inout CardPage) {
        var roles: [String] = []
        var names: [String: [String]] = [:]
        for company in row.objects("companies") {
            guard let name = ArtistCredit.name(.object(company)) else { continue }
            let role = company["entity_type_name"]?.stringValue ?? ""
            if names[role] == nil { roles.append(role) }
            names[role, default: []].append(name)
        }
        guard !roles.isEmpty else { return }
        page.heading("Companies")
        for role in roles {
            let list = names[role, default: []].joined(separator: ", ")
            page.item(role.isEmpty ? list : "\(role) \(page.style.dash) \(list)", indent: 2)
        }
    }

    private func identifiers(on page: inout CardPage) {
        let identifiers = row.objects("identifiers")
        guard !identifiers.isEmpty else { return }
        page.heading("Identifiers")
        for identifier in identifiers {
            let note = identifier.shown("description").map { " (\($0))" } ?? ""
            let value = identifier.shown("value") ?? ""
            page.item("\(identifier.shown("type") ?? "Other"): \(value)\(note)", indent: 2)
        }
    }

    private func community(_ style: TerminalStyle) -> String? {
        guard let community = row["community"]?.objectValue else { return nil }
        var parts: [String] = []
        // A local catalogue cannot know who has or wants it, and says 0.
        if let have = community["have"]?.intValue, have > 0 { parts.append("\(have) have it") }
        if let want = community["want"]?.intValue, want > 0 { parts.append("\(want) want it") }
        if let rating = community["rating"], let count = rating["count"]?.intValue, count > 0,
            let average = rating["average"]?.doubleValue
        {
            let votes = count == 1 ? "1 rating" : "\(count) ratings"
            parts.append("\(DisplayText.number(average)) of 5 from \(votes)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " \(style.dot) ")
    }
}

extension CardPage {
    /// `Miles Davis – Kind Of Blue`.
    mutating func recordTitle(_ row: Row) {
        let artists = row["artists"]?.arrayValue.flatMap(ArtistCredit.joined)
        title(
            [artists, row["title"]?.text].compactMap(\.self).joined(separator: " \(style.dash) "))
        blank()
    }

    /// The API gives prices in the currency of the request, without naming it.
    func forSale(_ row: Row) -> String? {
        let price = row["lowest_price"]?.doubleValue.map { "from " + DisplayText.amount($0) }
        let count = row["num_for_sale"]?.intValue.map { String($0) }
        let parts = [count, price].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The page on discogs.com, by its short address where the full one is wider than the card.
    mutating func link(_ row: Row, _ kind: String) {
        guard let uri = row.shown("uri") else { return }
        let id = row["id"]?.text ?? ""
        let isLong = measured(uri) > width - 11 && uri.contains("/\(kind)/\(id)")
        field("Link", isLong ? "https://www.discogs.com/\(kind)/\(id)" : uri)
    }
}
