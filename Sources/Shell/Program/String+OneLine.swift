import Output

extension String {
    /// The text with its line breaks and tabs made visible: a name must not begin a line that
    /// nobody wrote.
    var onOneLine: String {
        guard unicodeScalars.contains(where: TerminalText.isUnsafe) else { return self }
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n", "\u{85}", "\u{2028}", "\u{2029}": line.append("␊")
            case "\t": line.append("␉")
            case "\r": line.append("␍")
            default: line.append(scalar)
            }
        }
        return String(line)
    }
}
