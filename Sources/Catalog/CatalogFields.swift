/// The values of the data file that have parts.
enum CatalogFields {
    typealias Problem = CatalogFormatError.Problem

    /// `Duke Ellington | & | John Coltrane`: names, with what joins them in between.
    static func artists(_ value: ByteText) throws(Problem) -> [CatalogText.MainArtist] {
        let parts = value.fields(at: UInt8(ascii: "|")).map(\.string)
        guard parts.count % 2 == 1 else {
            throw .wrongFieldCount(parts.count, expected: "NAME, or NAME | JOIN | NAME")
        }
        return stride(from: 0, to: parts.count, by: 2).map { place in
            .init(name: parts[place], join: place + 1 < parts.count ? parts[place + 1] : "")
        }
    }

    static func list(_ value: ByteText) -> [String] {
        value.fields(at: UInt8(ascii: ",")).map(\.string).filter { !$0.isEmpty }
    }

    /// A list in which one name has commas of its own.
    static func genres(_ value: ByteText) -> [String] {
        var genres: [String] = []
        for part in list(value) {
            genres.append(part)
            if genres.suffix(3) == ["Folk", "World", "& Country"] {
                genres.replaceSubrange((genres.count - 3)..., with: ["Folk, World, & Country"])
            }
        }
        return genres
    }

    /// `Bill Evans | Piano`
    static func credit(_ value: ByteText) throws(Problem) -> CatalogText.Credit {
        let (name, role) = try pair(value, "NAME | ROLE")
        return .init(name: name, role: role)
    }

    /// `A1 | So What | 9:22`; a heading has no position, and the duration may be missing.
    static func track(_ value: ByteText) throws(Problem) -> CatalogText.Track {
        let fields = value.fields(at: UInt8(ascii: "|"))
        guard (2...3).contains(fields.count) else {
            throw .wrongFieldCount(fields.count, expected: "POSITION | TITLE | DURATION")
        }
        guard !fields[1].isEmpty else { throw .missingValue("track") }
        let duration = fields.count == 3 ? fields[2] : nil
        if let duration, !duration.isEmpty, !isDuration(duration) {
            throw .notADuration(duration.string)
        }
        return .init(
            position: fields[0].string, title: fields[1].string, duration: duration?.string ?? "")
    }

    /// `Matrix / Runout | XLP 47324-1A`
    static func identifier(_ value: ByteText) throws(Problem) -> CatalogText.Identifier {
        let (type, text) = try pair(value, "TYPE | VALUE")
        return .init(type: type, value: text)
    }

    /// `1959-08-17 | US | Vinyl: LP, Album, Mono | Columbia = CL 1355 | 5099706493525`
    static func release(_ value: ByteText) throws(Problem) -> CatalogText.Release {
        let fields = value.fields(at: UInt8(ascii: "|"))
        guard (4...5).contains(fields.count) else {
            throw .wrongFieldCount(
                fields.count, expected: "DATE | COUNTRY | FORMATS | LABELS | BARCODE")
        }
        let date = fields[0]
        guard date.isEmpty || isDate(date) else { throw .notADate(date.string) }
        let formats = fields[2].fields(at: UInt8(ascii: "+")).map(format)
        guard formats.allSatisfy({ !$0.name.isEmpty }) else { throw .missingValue("format") }
        let labels = fields[3].fields(at: UInt8(ascii: ";")).map(labelNumber)
        guard labels.allSatisfy({ !$0.name.isEmpty }) else { throw .missingValue("label") }
        return .init(
            date: date.string, country: fields[1].string, formats: formats, labels: labels,
            barcode: fields.count == 5 ? fields[4].string : "")
    }

    static func year(_ value: ByteText) throws(Problem) -> Int64 {
        guard value.count == 4, let year = value.number else { throw .notAYear(value.string) }
        return year
    }

    /// `2x Vinyl: LP, Album`
    private static func format(_ value: ByteText) -> CatalogText.Format {
        let parts = value.split(at: UInt8(ascii: ":"))
        var name = (parts?.before ?? value).trimmed
        var quantity: Int64 = 1
        if let (count, rest) = name.split(at: UInt8(ascii: "x")), let number = count.number {
            quantity = number
            name = rest.trimmed
        }
        return .init(
            name: name.string, quantity: quantity,
            descriptions: parts.map { list($0.after) } ?? [])
    }

    /// `Columbia = CL 1355`
    private static func labelNumber(_ value: ByteText) -> CatalogText.LabelNumber {
        guard let (name, number) = value.split(at: UInt8(ascii: "=")) else {
            return .init(name: value.string, number: "none")
        }
        let text = number.trimmed.string
        return .init(name: name.trimmed.string, number: text.isEmpty ? "none" : text)
    }

    private static func pair(_ value: ByteText, _ expected: String) throws(Problem)
        -> (String, String)
    {
        let fields = value.fields(at: UInt8(ascii: "|"))
        guard fields.count == 2 else {
            throw .wrongFieldCount(fields.count, expected: expected)
        }
        guard !fields[0].isEmpty, !fields[1].isEmpty else { throw .missingValue(expected) }
        return (fields[0].string, fields[1].string)
    }

    /// `1959` or `1959-08-17`; the day may be `00`, as the API has it.
    private static func isDate(_ value: ByteText) -> Bool {
        let parts = value.fields(at: UInt8(ascii: "-"))
        guard parts[0].count == 4, parts[0].number != nil else { return false }
        guard parts.count > 1 else { return true }
        guard parts.count == 3, parts[1].count == 2, parts[2].count == 2,
            let month = parts[1].number, let day = parts[2].number
        else { return false }
        return (1...12).contains(month) && (0...31).contains(day)
    }

    /// `9:22` or `1:02:30`
    private static func isDuration(_ value: ByteText) -> Bool {
        let parts = value.fields(at: UInt8(ascii: ":"))
        return (2...3).contains(parts.count) && parts.allSatisfy { $0.number != nil }
    }
}
