/// Names of tables and columns in SQLite: any text, in quotes.
package enum TableName {
    /// Why a name is none; nil for one that is.
    package static func problem(with name: String) -> String? {
        if name.isEmpty { return "a name is missing" }
        if name.utf8.count > 200 { return "a name has at most 200 bytes" }
        if name.unicodeScalars.contains(where: isControl) { return "it holds a control character" }
        if name.lowercased().hasPrefix("sqlite_") { return "SQLite keeps sqlite_ for itself" }
        return nil
    }

    /// A name that can stand in a statement without quotes, made of any text.
    package static func plain(_ text: String) -> String {
        let letters = text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        let name = String(letters.prefix(100))
        let isTaken = name.lowercased().hasPrefix("sqlite_")
        return name.first?.isLetter == true && !isTaken ? name : "rows_" + name
    }

    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// Names for columns, each as it is where that can be: to SQLite `Title` and `title` are one.
    static func unique(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let clean = String(
                String.UnicodeScalarView(name.unicodeScalars.map { isControl($0) ? "_" : $0 }))
            let start = clean.isEmpty ? "column" : clean
            var unique = start
            var number = 2
            while !taken.insert(folded(unique)).inserted {
                unique = "\(start)_\(number)"
                number += 1
            }
            return unique
        }
    }

    /// As SQLite compares names: without regard to the case of ASCII letters, and byte by byte.
    static func folded(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    "A"..."Z" ~= $0 ? Unicode.Scalar(UInt8($0.value) | 0x20) : $0
                }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
    }
}
