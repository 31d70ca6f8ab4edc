/// Characters that a text must not hold anywhere, not even in quotes or comments: they would drive
/// a terminal, or make a line look like another one.
enum StrayCharacters {
    /// One error for each run of such characters.
    static func diagnostics(in text: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var offset = 0
        var scalars = text.unicodeScalars.makeIterator()
        var current = scalars.next()
        while let scalar = current, diagnostics.count < PipelineParser.maximumDiagnostics {
            let next = scalars.next()
            let end = offset + UTF8.width(scalar)
            if isStray(scalar), !(scalar == "\r" && next == "\n") {
                if let last = diagnostics.indices.last, diagnostics[last].span.end == offset {
                    diagnostics[last].span.end = end
                } else {
                    diagnostics.append(diagnostic(for: scalar, at: SourceSpan(offset, end)))
                }
            }
            offset = end
            current = next
        }
        return diagnostics
    }

    /// Controls but tab and line feed, separators, and marks that turn the reading direction.
    static func isStray(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Characters that cannot be seen: outside quotes nobody can mean them.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    /// `U+001B`
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func diagnostic(for scalar: Unicode.Scalar, at span: SourceSpan) -> Diagnostic {
        switch scalar.value {
        case 0:
            return Diagnostic("NUL character", at: span, hint: "delete it: no text can hold NUL")
        case 0x0D:
            return Diagnostic(
                "carriage return without a line feed", at: span,
                hint: "end the line with a line feed")
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return Diagnostic(
                "control character \(name(of: scalar))", at: span,
                hint: "delete it, or type \\u{\(digits)} between double quotes")
        }
    }
}
