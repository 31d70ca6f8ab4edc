import Records

/// Any object: its fields in order, names and values aligned, objects inside indented.
struct GeneralCard {
    private static let longestName = 24

    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) { render(row, indent: 0, on: &page) }

    private func render(_ object: JSONObject, indent: Int, on page: inout CardPage) {
        let widths = object.members.map { page.measured($0.key) + 1 }
        let nameWidth = min(widths.max() ?? 0, Self.longestName)
        for member in object.members {
            switch member.value {
            case .object(let inner) where !inner.isEmpty:
                page.paragraph(member.key + ":", indent: indent, isDim: true)
                render(inner, indent: indent + 2, on: &page)
            case .array(let elements) where elements.contains { $0.objectValue != nil }:
                page.paragraph(member.key + ":", indent: indent, isDim: true)
                render(elements, indent: indent + 2, on: &page)
            default:
                page.pair(
                    member.key + ":", text(member.value), nameWidth: nameWidth, indent: indent)
            }
        }
    }

    private func render(_ elements: [JSONValue], indent: Int, on page: inout CardPage) {
        for (place, element) in elements.enumerated() {
            guard case .object(let inner) = element else {
                page.item(element.text, indent: indent)
                continue
            }
            if place > 0, inner.count > 1 { page.blank() }
            render(inner, indent: indent, on: &page)
        }
    }

    /// Unlike in the other cards nothing is made nicer: this one is for looking closely.
    private func text(_ value: JSONValue) -> String {
        if case .array(let elements) = value {
            elements.map(\.text).joined(separator: ", ")
        } else {
            value.text
        }
    }
}
