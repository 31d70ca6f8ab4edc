import Records

/// The texts of which a workbook of Office Open XML (ECMA-376) with one sheet consists.
///
/// Cells hold numbers, truth values and text, and never a formula. Text cells have the format "text",
/// so that they stay text when somebody edits them.
struct Worksheet {
    /// Rows below the names.
    static let mostRows = 1_048_575
    static let mostColumns = 16_384
    /// UTF-16 units in a cell.
    static let mostCharacters = 32_767
    static let mostLinks = 65_530
    /// Bytes of an address: Excel takes a longer one for damage.
    static let longestLink = 2_079
    /// Numbers have 15 digits; one of more would lose the last ones.
    static let largestNumber: Int64 = 999_999_999_999_999

    private enum Style: Int { case plain, name, text, link }

    let sheetName: String

    init(title: String) {
        let clean = String(
            title.unicodeScalars.map { scalar -> Character in
                "[]:*?/\\'".unicodeScalars.contains(scalar) || TerminalText.isUnsafe(scalar)
                    ? "_" : Character(scalar)
            })
        var name = ""
        for character in clean where (name + String(character)).utf16.count <= 31 {
            name.append(character)
        }
        // Excel keeps this one for itself.
        sheetName = name.isEmpty || name.lowercased() == "history" ? "rows" : name
    }

    // MARK: Parts that are always the same

    /// The other parts by their names.
    var frame: [(name: String, text: String)] {
        [
            ("[Content_Types].xml", Self.start + Self.contentTypes),
            ("_rels/.rels", Self.start + Self.relations([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                Self.start + """
                    <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relationship)"><sheets>\
                    <sheet name="\(Self.escaped(sheetName))" sheetId="1" r:id="rId1"/>\
                    </sheets></workbook>
                    """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.start
                    + Self.relations([
                        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
                    ])
            ),
            ("xl/styles.xml", Self.start + Self.styles),
        ]
    }

    static let sheetPart = "xl/worksheets/sheet1.xml"
    static let linksPart = "xl/worksheets/_rels/sheet1.xml.rels"

    private static let start = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relationship =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let contentType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let contentTypes = """
        <Types xmlns="\(package)/content-types">\
        <Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(contentType).sheet.main+xml"/>\
        <Override PartName="/xl/worksheets/sheet1.xml" \
        ContentType="\(contentType).worksheet+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(contentType).styles+xml"/></Types>
        """

    /// Plain, names (bold), text (format 49, "@") and links, in the order of `Style`.
    private static let styles = """
        <styleSheet xmlns="\(main)">\
        <fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
        <font><b/><sz val="11"/><name val="Calibri"/></font>\
        <font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill>\
        <fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" \
        applyNumberFormat="1" applyFont="1"/>\
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
        <xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" \
        applyNumberFormat="1" applyFont="1"/></cellXfs>\
        </styleSheet>
        """

    private static func relations(_ targets: [(type: String, target: String)]) -> String {
        let each = targets.enumerated().map { place, relation in
            """
            <Relationship Id="rId\(place + 1)" Type="\(relationship)/\(relation.type)" \
            Target="\(relation.target)"/>
            """
        }
        return """
            <Relationships xmlns="\(package)/relationships">\(each.joined())</Relationships>
            """
    }

    // MARK: The sheet

    /// Where the sheet begins, up to the first row; the row of names stays when the others move.
    static func sheetStart(widths: [Int]) -> String {
        let columns = widths.enumerated().map { place, width in
            #"<col min="\#(place + 1)" max="\#(place + 1)" width="\#(width)" customWidth="1"/>"#
        }
        return start + """
            <worksheet xmlns="\(main)" xmlns:r="\(relationship)"><sheetViews>\
            <sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" \
            activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
            """ + (columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>") + "<sheetData>"
    }

    /// - Parameter links: the cells of the links, in the order of `linkRelations`.
    static func sheetEnd(columnCount: Int, rowCount: Int, links: [String]) -> String {
        var end = "</sheetData>"
        if !links.isEmpty {
            let each = links.enumerated().map { place, cell in
                #"<hyperlink ref="\#(cell)" r:id="rId\#(place + 1)"/>"#
            }
            end += "<hyperlinks>\(each.joined())</hyperlinks>"
        }
        if columnCount > 0 {
            // Ids are text, and no mistake.
            let range = "A1:\(column(columnCount - 1))\(rowCount + 1)"
            end += """
                <ignoredErrors><ignoredError sqref="\(range)" numberStoredAsText="1"/></ignoredErrors>
                """
        }
        return end + "</worksheet>"
    }

    static func linkRelations(_ addresses: [String]) -> String {
        let each = addresses.enumerated().map { place, address in
            """
            <Relationship Id="rId\(place + 1)" Type="\(relationship)/hyperlink" \
            Target="\(escaped(address))" TargetMode="External"/>
            """
        }
        return start + """
            <Relationships xmlns="\(package)/relationships">\(each.joined())</Relationships>
            """
    }

    /// - Parameter row: from 1.
    static func row(_ row: Int, _ cells: [String]) -> String {
        "<row r=\"\(row)\">\(cells.joined())</row>"
    }

    static func nameCell(_ text: String, at place: String) -> String {
        textCell(text, at: place, .name)
    }

    static func linkCell(_ text: String, at place: String) -> String {
        textCell(text, at: place, .link)
    }

    /// - Parameter isID: whether a number is a name and nothing to count with.
    static func cell(_ value: JSONValue, isID: Bool, at place: String) -> String {
        switch value {
        case .null: return ""
        case .bool(let isTrue): return #"<c r="\#(place)" t="b"><v>\#(isTrue ? 1 : 0)</v></c>"#
        case .int(let number) where !isID && number.magnitude <= largestNumber.magnitude:
            return #"<c r="\#(place)"><v>\#(number)</v></c>"#
        case .double(let number) where !isID && number.isFinite:
            return #"<c r="\#(place)"><v>\#(number)</v></c>"#
        case .int, .double, .string, .array, .object:
            return textCell(GridCell(value).text, at: place, .text)
        }
    }

    private static func textCell(_ text: String, at place: String, _ style: Style) -> String {
        """
        <c r="\(place)" s="\(style.rawValue)" t="inlineStr"><is>\
        <t xml:space="preserve">\(escaped(text))</t></is></c>
        """
    }

    /// `A`, `Z`, `AA`, `XFD`: from 0.
    static func column(_ place: Int) -> String {
        var rest = place
        var name = ""
        repeat {
            name = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    /// XML has no way to write most control characters; workbooks write `_x001B_` for them, and
    /// `_x005F_` for a `_` that would begin such an escape.
    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\0": escaped += "\u{FFFD}"
            case "_" where isEscape(scalars[place...]): escaped += "_x005F_"
            case _ where scalar.value < 0x20:
                escaped += "_x\(hexadecimal(scalar.value, digits: 4).uppercased())_"
            case _ where scalar.properties.isNoncharacterCodePoint: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func isEscape(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let scalars = Array(text.prefix(7))
        return scalars.count == 7 && scalars[1] == "x" && scalars[6] == "_"
            && scalars[2...5].allSatisfy(\.properties.isASCIIHexDigit)
    }
}
