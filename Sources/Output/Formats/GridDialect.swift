import Records

/// How a flat format writes its lines.
enum GridDialect: Sendable {
    /// RFC 4180: lines end in CRLF, cells are quoted where they must be.
    case csv(delimiter: CellDelimiter)
    /// No quoting: tabs and line breaks in cells become spaces. Lines end in LF.
    case tsv
    /// A table of GitHub's Markdown.
    case markdown
    case html(HTMLPage)

    /// The cell as it stands in the line.
    func encoded(_ cell: GridCell) -> String {
        switch self {
        case .csv(let delimiter):
            // Who finds no delimiter in the first line takes it for a comma.
            return Self.quoted(
                cell.isText ? FormulaGuard.guarded(cell.text) : cell.text, [delimiter, .comma])
        case .tsv:
            // Guarded as it will stand there: a tab in front becomes a harmless blank.
            let line = Self.singleLine(cell.text)
            return cell.isText ? FormulaGuard.guarded(line) : line
        case .markdown: return Self.markdown(cell.text)
        case .html: return HTMLPage.cell(cell)
        }
    }

    func line(_ cells: [String]) -> String {
        switch self {
        // An empty line is no record to most readers.
        case .csv where cells == [""]: "\"\"\r\n"
        case .csv(let delimiter): cells.joined(separator: String(delimiter.sign)) + "\r\n"
        case .tsv: cells.joined(separator: "\t") + "\n"
        case .markdown: "| " + cells.joined(separator: " | ") + " |\n"
        case .html: HTMLPage.line(cells)
        }
    }

    /// The line of names, with what stands below it.
    func header(_ names: [String]) -> String {
        if case .html(let page) = self { return page.header(names) }
        let cells = names.map { name in
            // By the names a reader finds out which one it is.
            if case .csv = self {
                return Self.quoted(FormulaGuard.guarded(name), CellDelimiter.allCases)
            }
            return encoded(GridCell(text: name, isText: true))
        }
        guard case .markdown = self else { return line(cells) }
        return line(cells) + line(names.map { _ in "---" })
    }

    /// What stands behind the last line.
    var footer: String { if case .html = self { HTMLPage.footer } else { "" } }

    /// What is written where there is nothing to write: not even names.
    var empty: String { if case .html(let page) = self { page.empty } else { "" } }

    /// Works on bytes, as readers do: to a `String` a quote with a combining mark is no quote.
    private static func quoted(_ text: String, _ delimiters: [CellDelimiter]) -> String {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = text.utf8.contains { byte in
            byte == quote || byte == 0x0A || byte == 0x0D
                || delimiters.contains { $0.byte == byte }
        }
        // In the first cell it would pass for a byte order mark.
        guard needsQuotes || text.unicodeScalars.first == "\u{FEFF}" else { return text }
        let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private static func singleLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\t", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
                line.append(" ")
            default: line.append(scalar)
            }
            last = scalar
        }
        return String(line)
    }

    private static func markdown(_ text: String) -> String {
        let scalars = Array(TerminalText.sanitised(text).unicodeScalars)
        var escaped = ""
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "_" where isInsideWord(place, scalars): escaped += "_"
            case "\\", "|", "`", "*", "_", "[", "]", "~":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// An underscore between letters emphasises nothing, and belongs to addresses.
    private static func isInsideWord(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard place > 0, place + 1 < scalars.count else { return false }
        return [scalars[place - 1], scalars[place + 1]].allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}
