/// What was typed and what it left behind, so that `record` can write a script of it.
struct TypedStatements {
    struct Entry {
        /// As a script has it; nil for what cannot stand in one, though it left something behind.
        var text: String?
        /// The same without what it does outside of the session: a file, another program's work.
        var bareText: String?
        /// Names that it made: `$mine` for a variable, `vinyl` for an alias.
        var defines: Set<String> = []
        var uses: Set<String> = []
        /// Whether it builds on the last pipeline before it.
        var continues = false
        /// Whether it became the last pipeline.
        var becomesLast = false
        /// Whether it became what `next` turns.
        var becomesList = false
    }

    /// A recorded line builds on one that cannot stand in a script.
    struct MissingEntry: Error {}

    private var entries: [Entry] = []

    var count: Int { entries.count }

    /// How many of the statements from the place `first` on can stand in a script.
    func count(from first: Int) -> Int { entries.dropFirst(first).count { $0.text != nil } }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// The statements from the place `first` on, and those before it that they cannot do without.
    /// - Throws: `MissingEntry`.
    func script(from first: Int) throws(MissingEntry) -> [String] {
        var needed = Set(entries.indices.dropFirst(first).filter { entries[$0].text != nil })
        for place in entries.indices.reversed() where needed.contains(place) {
            needed.formUnion(makers(of: place))
        }
        var lines: [String] = []
        for place in entries.indices where needed.contains(place) {
            let entry = entries[place]
            guard let text = place < first ? entry.bareText : entry.text else {
                throw MissingEntry()
            }
            lines.append(text)
        }
        return lines
    }

    /// The lines after which the list that `next` turns is the last pipeline once more; none where it
    /// is already.
    /// - Throws: `MissingEntry`.
    func linesToList() throws(MissingEntry) -> [String] {
        guard let list = entries.lastIndex(where: \.becomesList),
            list != entries.lastIndex(where: \.becomesLast)
        else { return [] }
        var chain = [list]
        while let place = chain.last, entries[place].continues,
            let earlier = entries[..<place].lastIndex(where: \.becomesLast)
        {
            chain.append(earlier)
        }
        var lines: [String] = []
        for place in chain.reversed() {
            guard let text = entries[place].bareText else { throw MissingEntry() }
            lines.append(text)
        }
        return lines
    }

    /// Earlier entries that one builds on.
    private func makers(of place: Int) -> Set<Int> {
        let entry = entries[place]
        let earlier = entries[..<place]
        var makers = Set(
            entry.uses.compactMap { name in
                earlier.lastIndex { $0.defines.contains(name) }
            })
        if entry.continues, let last = earlier.lastIndex(where: \.becomesLast) {
            makers.insert(last)
        }
        return makers
    }
}
