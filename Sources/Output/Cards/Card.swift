import Records

/// One object laid out to be read.
package enum Card {
    /// The card of a row, fitted to the terminal, with a line feed after every line.
    ///
    /// What people look at has a layout of its own: a release, a master, an artist, a label, an order
    /// and what is said about it, a listing, a user, a folder, a want. Any other row, and one that
    /// lacks what makes it such, is a list of its fields.
    /// - Parameter address: the page on discogs.com to which the title leads where the terminal has
    ///   links.
    package static func render(
        _ row: Row, kind: RowKind, style: TerminalStyle, address: String? = nil
    ) -> String {
        var page = CardPage(style: style, page: address)
        switch kind {
        case .release where isRecording(row): ReleaseCard(row).render(on: &page)
        case .master where isRecording(row): MasterCard(row).render(on: &page)
        case .artist where isName(row): ArtistCard(row).render(on: &page)
        case .label where isName(row): LabelCard(row).render(on: &page)
        case .order where row["items"]?.arrayValue != nil: OrderCard(row).render(on: &page)
        case .orderMessage where row["timestamp"]?.stringValue != nil:
            OrderMessageCard(row).render(on: &page)
        case .listing where row["price"]?.objectValue != nil && row["release"] != nil:
            ListingCard(row).render(on: &page)
        case .profile where row["username"]?.stringValue != nil:
            ProfileCard(row).render(on: &page)
        case .folder where row["name"]?.stringValue != nil && row["count"] != nil:
            FolderCard(row).render(on: &page)
        case .want where isInShort(row), .collectionItem where isInShort(row):
            WantCard(row).render(on: &page)
        default: GeneralCard(row).render(on: &page)
        }
        return page.text
    }

    private static func isRecording(_ row: Row) -> Bool {
        row["title"]?.stringValue != nil && row["artists"]?.arrayValue != nil
            && row["tracklist"]?.arrayValue != nil
    }

    private static func isInShort(_ row: Row) -> Bool {
        row["basic_information"]?["title"]?.stringValue != nil
    }

    private static func isName(_ row: Row) -> Bool {
        row["name"]?.stringValue != nil && row["profile"]?.stringValue != nil
    }
}

/// What all cards read from a row.
extension Row {
    /// The field as a person reads it; nil when it is missing or empty.
    func shown(_ field: String) -> String? {
        guard let value = self[field] else { return nil }
        let text = DisplayText.of(value, field: field)
        return text.isEmpty ? nil : text
    }

    /// The objects in a list; none when it is missing.
    func objects(_ field: String) -> [JSONObject] {
        self[field]?.arrayValue?.compactMap(\.objectValue) ?? []
    }

    /// A text with markup as plain text.
    func prose(_ field: String) -> String? {
        let text = self[field]?.stringValue.map(DiscogsMarkup.plainText) ?? ""
        return text.isEmpty ? nil : text
    }

    /// The names of the objects in a list, without the numbers of namesakes.
    func names(_ field: String) -> String? {
        let names = self[field]?.arrayValue?.compactMap(ArtistCredit.name) ?? []
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
