import Records

/// A copy that somebody sells.
struct ListingCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        let release = row["release"]?.objectValue ?? [:]
        page.title(release.shown("description") ?? release.shown("title") ?? "Listing")
        page.blank()
        page.field("Price", price(page.style))
        page.field("Media", row.shown("condition"))
        page.field("Sleeve", row.shown("sleeve_condition"))
        page.field("Status", row.shown("status"))
        page.field("Comments", row["comments"]?.stringValue)
        page.blank()
        page.field("Seller", seller(page.style))
        page.field("Ships from", row.shown("ships_from"))
        page.field("Posted", row.day("posted"))
        page.blank()
        page.field("Label", label(release, page.style))
        page.field("Year", release.shown("year"))
        // What only the seller gets to see.
        page.field("Quantity", row["quantity"]?.intValue.flatMap { $0 == 1 ? nil : "\($0)" })
        page.field("Location", row.shown("location"))
        page.field("Number", row.shown("external_id"))
        page.field("Weight", weight)
        page.blank()
        page.field("Release", release["id"]?.intValue.map { "r\($0)" })
        page.field("Listing", row["id"]?.text)
        page.field("Link", row.shown("uri"))
    }

    private func price(_ style: TerminalStyle) -> String? {
        let price = row.money("price")
        let original = row.money("original_price").flatMap { $0 == price ? nil : $0 }
        let parts = [
            price, original.map { "asked \($0)" },
            row.money("shipping_price").map { "shipping \($0)" },
            row["allow_offers"]?.boolValue == true ? "offers are welcome" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " \(style.dot) ")
    }

    private func seller(_ style: TerminalStyle) -> String? {
        guard let seller = row["seller"]?.objectValue, let name = seller.shown("username")
        else { return nil }
        let rating = seller["stats"]?["rating"]?.text ?? ""
        let count = seller["stats"]?["total"]?.intValue ?? 0
        guard !rating.isEmpty, count > 0 else { return name }
        return "\(name) \(style.dot) \(rating) % of \(count) \(count == 1 ? "rating" : "ratings")"
    }

    private func label(_ release: Row, _ style: TerminalStyle) -> String? {
        let parts = [release.shown("label"), release.shown("catalog_number")].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " \(style.dash) ")
    }

    private var weight: String? {
        guard let weight = row["weight"]?.doubleValue, weight > 0 else { return nil }
        return "\(DisplayText.count(weight)) g"
    }
}
