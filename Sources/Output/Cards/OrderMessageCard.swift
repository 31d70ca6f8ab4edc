import Records

/// Something that was said or done about an order.
struct OrderMessageCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        page.title(row.shown("subject") ?? "Message")
        page.blank()
        page.field("From", row["from"]?["username"]?.text ?? row["actor"]?["username"]?.text)
        page.field("Type", row.shown("type"))
        page.field("Date", row.day("timestamp"))
        page.field("Order", row["order"]?["id"]?.text)
        if let message = row["message"]?.stringValue, !message.isEmpty {
            page.blank()
            page.paragraph(message)
        }
    }
}
