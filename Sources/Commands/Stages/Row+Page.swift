import Discogs
import Records

extension Row {
    /// Where discogs.com shows it; nil for what has no page there. It is made from ids and names alone:
    /// an address in a reply may lead anywhere.
    func page(of kind: RowKind) -> String? {
        pagePath(of: kind).map { "https://www.discogs.com/\($0)" }
    }

    private func pagePath(of kind: RowKind) -> String? {
        switch kind {
        case .listing: number(at: "id").map { "sell/item/\($0)" }
        case .order: word(at: "id").map { "sell/order/\($0)" }
        case .profile: word(at: "username").map { "user/\($0)" }
        default:
            IDKind.allCases.first { $0.rawValue.first == shownID(of: kind).first }.flatMap {
                record in
                Int64(shownID(of: kind).dropFirst()).map { "\(record.rawValue)/\($0)" }
            }
        }
    }

    /// With the letter of what it is: `r249504`.
    private func shownID(of kind: RowKind) -> String { ShownRow.id(of: self, kind: kind) }

    private func number(at field: String) -> Int64? { self[field].flatMap { Int64($0.text) } }

    /// A text that means nothing but itself in an address.
    private func word(at field: String) -> String? {
        guard let text = self[field]?.text, !text.isEmpty, text != ".", text != "..",
            text.unicodeScalars.allSatisfy({ scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
                    || "-_.".unicodeScalars.contains(scalar)
            })
        else { return nil }
        return text
    }
}
