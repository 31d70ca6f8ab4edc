/// What was typed and succeeded, and what of it builds on what.
struct TypedStatements {
    struct Entry {
        /// As a script has it.
        let text: String
        /// Names that it made: `$mine` for a variable, `vinyl` for an alias.
        var defines: Set<String> = []
        var uses: Set<String> = []
        /// Whether it builds on the last pipeline before it.
        var continues = false
        /// Whether it became the last pipeline.
        var becomesLast = false
    }

    private var entries: [Entry] = []

    var count: Int { entries.count }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// The statements from the place `first` on, and those before it that they cannot do without.
    func script(from first: Int) -> [String] {
        var needed = Set(entries.indices.dropFirst(first))
        for place in entries.indices.reversed() where needed.contains(place) {
            let entry = entries[place]
            let earlier = entries[..<place]
            for name in entry.uses {
                if let maker = earlier.lastIndex(where: { $0.defines.contains(name) }) {
                    needed.insert(maker)
                }
            }
            if entry.continues, let last = earlier.lastIndex(where: \.becomesLast) {
                needed.insert(last)
            }
        }
        return entries.indices.filter(needed.contains).map { entries[$0].text }
    }
}
