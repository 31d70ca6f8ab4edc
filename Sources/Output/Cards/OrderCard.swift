import Records

/// What somebody bought, and where it is to go.
struct OrderCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        let id = row["id"]?.text ?? ""
        page.title("Order \(id)")
        page.blank()
        page.field("Status", row.shown("status"))
        page.field("Next", row.shown("next_status"))
        page.field("Buyer", row["buyer"]?["username"]?.text)
        page.field("Created", row.day("created"))
        page.field("Activity", row.day("last_activity"))
        page.field("Archived", row["archived"]?.boolValue == true ? "yes" : nil)
        items(on: &page)
        page.blank()
        page.field("Shipping", shipping)
        page.field("Fee", row.money("fee"))
        page.field("Tax", taxes)
        page.field("Buyer fee", row.money("buyer_fee"))
        page.field("Total", row.money("total"))
        page.blank()
        page.field("Ship to", row["shipping_address"]?.stringValue)
        page.field("Wishes", row["additional_instructions"]?.stringValue)
        page.blank()
        page.field("Messages", id.isEmpty ? nil : "order-messages \(id)")
        page.field("Link", row.shown("uri"))
    }

    private func items(on page: inout CardPage) {
        let items = row.objects("items")
        guard !items.isEmpty else { return }
        page.heading(items.count == 1 ? "Item" : "Items")
        for item in items {
            let release = item["release"]?.objectValue
            let title = release?.shown("description") ?? release?.shown("title") ?? "Release"
            page.item(title, indent: 2)
            let separator = " \(page.style.dot) "
            let facts = [
                item.money("price"), item.shown("media_condition").map { "media \($0)" },
                item.shown("sleeve_condition").map { "sleeve \($0)" },
            ]
            let places = [
                release?["id"]?.intValue.map { "r\($0)" },
                item["id"]?.intValue.map { "listing \($0)" },
                item.shown("item_location").map { "at \($0)" },
            ]
            let notes = [item.shown("condition_comments"), item.shown("private_comments")]
            for line in [facts, places].map({ $0.compactMap(\.self).joined(separator: separator) })
                + notes.compactMap(\.self) where !line.isEmpty
            {
                page.paragraph(line, indent: 4)
            }
        }
    }

    private var shipping: String? {
        let method = row["shipping"]?["method"]?.stringValue ?? ""
        let parts = [row.money("shipping"), method.isEmpty ? nil : method].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private var taxes: String? {
        let taxes = row.objects("tax").compactMap { tax -> String? in
            guard let amount = tax.money("price") else { return nil }
            return tax.shown("name").map { "\(amount) \($0)" } ?? amount
        }
        return taxes.isEmpty ? nil : taxes.joined(separator: "\n")
    }
}

extension Row {
    /// The day of a time in ISO 8601.
    func day(_ field: String) -> String? {
        guard let text = self[field]?.stringValue, !text.isEmpty else { return nil }
        return DisplayText.of(.string(text), field: "posted")
    }

    /// An amount with its currency: `USD 15.55`; nil when one of them is missing.
    func money(_ field: String) -> String? {
        guard let amount = self[field]?["value"]?.doubleValue,
            let currency = self[field]?["currency"]?.stringValue
                ?? self[field]?["curr_abbr"]?.stringValue
        else { return nil }
        return "\(currency) \(DisplayText.amount(amount))"
    }
}
