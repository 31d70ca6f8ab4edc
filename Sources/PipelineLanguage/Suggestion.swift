/// Did-you-mean.
package enum Suggestion {
    /// The candidate that was most likely meant; nil when none is near.
    ///
    /// Case does not count. A text that only one candidate begins with means that one; otherwise
    /// the nearest is meant, if no more than about a third of the characters are wrong.
    package static func nearest(
        to text: String, in candidates: some Sequence<String>
    ) -> String? {
        let wanted = Array(text.lowercased())
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let others = candidates.map { (name: $0, characters: Array($0.lowercased())) }
        if let same = others.first(where: { $0.characters == wanted }) { return same.name }
        let longer = Set(others.filter { $0.characters.starts(with: wanted) }.map(\.name))
        if longer.count == 1, let only = longer.first { return only }

        var best: (name: String, rank: (Int, Int, Int))?
        for (name, characters) in others {
            let limit = allowedDistance(wanted.count)
            guard abs(characters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, characters)
            guard distance <= limit, distance < characters.count else { continue }
            let rank = (
                distance, characters.first == wanted.first ? 0 : 1,
                abs(characters.count - wanted.count)
            )
            if let current = best, current.rank <= rank { continue }
            best = (name, rank)
        }
        return best?.name
    }

    private static func allowedDistance(_ length: Int) -> Int {
        switch length {
        case ...2: 0
        case ...5: 1
        case ...8: 2
        default: 3
        }
    }

    /// How many letters to insert, delete, change or swap with their neighbour (optimal string
    /// alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
