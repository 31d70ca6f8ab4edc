/// The last part of a command that changes something, `delete` in `wantlist-delete`, for which other
/// programs have other words.
enum CommandVerb {
    private static let spellings = [
        ["delete", "remove", "rm", "del", "drop"],
        ["add", "create", "new", "post", "put", "insert"],
        ["edit", "update", "change", "set", "modify", "rate", "move"],
    ]

    /// What a command may be called that somebody calls `name`, whichever part comes first.
    static func spellings(of name: String) -> [String] {
        let parts = name.lowercased().split { "-_".contains($0) }.map(String.init)
        guard parts.count > 1 else { return [] }
        let (first, last) = (parts[0], parts[parts.count - 1])
        let orders = [
            (last, parts.dropLast().joined(separator: "-")),
            (first, parts.dropFirst().joined(separator: "-")),
        ]
        return orders.flatMap { verb, noun in
            (spellings.first { $0.contains(verb) } ?? []).map { "\(noun)-\($0)" }
        }
    }
}
