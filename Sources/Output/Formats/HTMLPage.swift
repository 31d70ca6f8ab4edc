/// A page that stands for itself: a title and one table, no script, nothing from elsewhere.
struct HTMLPage: Sendable {
    let title: String

    /// Where the page begins, up to the first row.
    func header(_ names: [String]) -> String {
        let cells = names.map { "<th>\(Self.escaped($0))</th>" }.joined()
        return start + "<table>\n<thead>\n<tr>\(cells)</tr>\n</thead>\n<tbody>\n"
    }

    /// What stands behind the last row.
    static let footer = "</tbody>\n</table>\n</body>\n</html>\n"

    /// A page without rows.
    var empty: String { start + "<p>No rows.</p>\n</body>\n</html>\n" }

    /// A row; an empty text is a cell that it lacks.
    static func line(_ cells: [String]) -> String {
        "<tr>" + cells.map { $0.isEmpty ? "<td></td>" : $0 }.joined() + "</tr>\n"
    }

    static func cell(_ cell: GridCell) -> String {
        let text = escaped(cell.text)
        if !cell.isText { return "<td class=\"n\">\(text)</td>" }
        guard WebAddress.isLink(cell.text) else { return "<td>\(text)</td>" }
        return "<td><a href=\"\(text)\" rel=\"noopener noreferrer\">\(text)</a></td>"
    }

    private var start: String {
        let title = Self.escaped(title)
        return """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>\(title)</title>
            <style>
            :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
            table { border-collapse: collapse }
            th, td { border: 1px solid #8888; padding: .2em .5em; text-align: left; \
            vertical-align: top; white-space: pre-wrap; unicode-bidi: isolate }
            th { position: sticky; top: 0; background: Canvas }
            .n { text-align: right }
            </style>
            </head>
            <body>
            <h1>\(title)</h1>

            """
    }

    /// The text with every sign that means something to HTML as a reference, and with U+FFFD for
    /// what no page may hold. Line breaks stay.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\"": escaped += "&quot;".unicodeScalars
            case "'": escaped += "&#39;".unicodeScalars
            case "\n" where last == "\r": break
            case "\r": escaped.append("\n")
            case "\n", "\t": escaped.append(scalar)
            case _ where scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value,
                _ where scalar.properties.isNoncharacterCodePoint:
                escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
            last = scalar
        }
        return String(escaped)
    }
}
