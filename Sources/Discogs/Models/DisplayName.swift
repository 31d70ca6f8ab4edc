/// Names as people write them.
enum DisplayName {
    /// Without the number that tells Discogs' namesakes apart: `Antidote (4)` is `Antidote`.
    ///
    /// For display only; to look a name up takes the whole name.
    static func of(_ name: String) -> String {
        guard name.hasSuffix(")"), let start = name.lastIndex(of: "("),
            name[name.index(after: start)...].dropLast().isAllDigits
        else { return name }
        let bare = name[..<start]
        return bare.last == " " && bare.count > 1 ? String(bare.dropLast()) : name
    }
}
