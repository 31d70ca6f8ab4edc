import Records

/// The text of a field as a person reads it in a table or on a card; not yet sanitised.
enum DisplayText {
    /// - Parameter field: the last name of the field, which decides how some values read.
    static func of(_ value: JSONValue, field: String = "") -> String {
        switch field {
        case "year", "released": date(value)
        case "date_added", "date_changed", "posted": day(value)
        case "artists": value.arrayValue.flatMap(ArtistCredit.joined) ?? plain(value)
        case "formats": value.arrayValue.flatMap(format) ?? plain(value)
        default: plain(value)
        }
    }

    /// `1999-06-00` says that the day is not known, `0` that nothing is.
    static func date(_ value: JSONValue) -> String {
        var text = plain(value)[...]
        while text.hasSuffix("-00") { text = text.dropLast(3) }
        return text.allSatisfy { $0 == "0" } ? "" : String(text)
    }

    /// The day of a time in ISO 8601.
    private static func day(_ value: JSONValue) -> String {
        let text = plain(value)
        let day = text.prefix { $0 != "T" }
        return day.count == 10 && day.count < text.count ? String(day) : text
    }

    /// `2 × Vinyl, LP, Album, Gatefold`; several formats with ` + ` between them.
    static func format(_ formats: [JSONValue]) -> String? {
        let texts = formats.compactMap { format -> String? in
            guard case .string(let name)? = format["name"] else { return nil }
            let quantity = format["qty"].map(plain) ?? ""
            let words = format["descriptions"]?.arrayValue?.map(plain) ?? []
            let note = format["text"].map(plain) ?? ""
            let head = quantity.isEmpty || quantity == "1" ? name : "\(quantity) × \(name)"
            return ([head] + words + [note]).filter { !$0.isEmpty }.joined(separator: ", ")
        }
        return texts.count == formats.count && !texts.isEmpty ? texts.joined(separator: " + ") : nil
    }

    /// A count, which the API sends with a decimal here and there: `12`, not `12.0`.
    static func count(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? self.number(number)
    }

    /// A number with more than four decimals is rounded to two.
    static func number(_ number: Double) -> String {
        let text = JSONValue.double(number).text
        guard let point = text.firstIndex(of: "."), !text.contains("e"), text[point...].count > 5
        else { return text }
        return number.magnitude < 0.005 ? text : rounded(number) ?? text
    }

    /// A sum of money: always two decimals.
    static func amount(_ number: Double) -> String {
        rounded(number) ?? JSONValue.double(number).text
    }

    private static func rounded(_ number: Double) -> String? {
        let hundredths = (number.magnitude * 100).rounded()
        guard hundredths < 1e15 else { return nil }
        let fraction = Int64(hundredths) % 100
        return (number < 0 ? "-" : "") + "\(Int64(hundredths) / 100)."
            + (fraction < 10 ? "0\(fraction)" : "\(fraction)")
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .double(let number): return self.number(number)
        case .array(let elements):
            var seen: Set<String> = []
            return elements.map(element).filter { !$0.isEmpty && seen.insert($0).inserted }
                .joined(separator: ", ")
        case .object(let object): return self.object(object)
        default: return value.text
        }
    }

    private static func element(_ value: JSONValue) -> String {
        if case .object(let object) = value { self.object(object) } else { plain(value) }
    }

    private static func object(_ object: JSONObject) -> String {
        if let amount = object["value"]?.doubleValue, let currency = object["currency"]?.stringValue
        {
            return "\(currency) \(self.amount(amount))"
        }
        if let name = CellText.name(of: object) { return name }
        return object.members
            .map { ($0.key, $0.value.objectValue == nil ? plain($0.value) : "…") }
            .filter { !$0.1.isEmpty }
            .map { "\($0.0) \($0.1)" }
            .joined(separator: ", ")
    }
}
