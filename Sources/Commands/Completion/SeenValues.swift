import Output
import Records

/// Values that were seen, by what they are about: the newest, up to a capacity, found by how they
/// begin without a look at the others.
package struct SeenValues: Sendable {
    /// The first of the values that begin with a text.
    package struct Found: Sendable, Equatable {
        package var values: [String] = []
        /// The last of all of them, when they are more than `values`.
        package var last: String?
        /// How many there are.
        package var count = 0
    }

    let capacity: Int
    private var lists: [ValueMeaning: SortedTexts] = [:]
    /// All of them, the oldest from `oldest` on.
    private var order: [(meaning: ValueMeaning, key: String)] = []
    private var oldest = 0

    /// A longer one nobody would have typed in.
    private static let maximumLength = 200

    package init(capacity: Int = 100_000) { self.capacity = capacity }

    package var count: Int { order.count - oldest }

    /// Remembers a value, made harmless; the oldest one goes when there are too many.
    package mutating func add(_ value: String, as meaning: ValueMeaning) {
        guard (1...Self.maximumLength).contains(value.utf8.count) else { return }
        let text = TerminalText.sanitised(value)
        let key = text.folded
        guard !key.isEmpty, lists[meaning, default: SortedTexts()].insert(text, for: key)
        else { return }
        order.append((meaning, key))
        guard count > capacity else { return }
        let gone = order[oldest]
        lists[gone.meaning]?.remove(gone.key)
        oldest += 1
        if oldest > capacity {
            order.removeFirst(oldest)
            oldest = 0
        }
    }

    /// - Parameter limit: how many are wanted, at least 1.
    package func values(
        beginningWith prefix: String, as meaning: ValueMeaning, limit: Int
    ) -> Found {
        lists[meaning]?.found(prefix.folded, limit: limit) ?? Found()
    }
}

/// Texts in the order of their keys, in runs that are short enough to be changed quickly.
private struct SortedTexts: Sendable {
    private struct Entry: Sendable {
        let key: String
        let text: String
    }

    private var runs: [[Entry]] = []
    private static let runLength = 512

    /// - Returns: false when the key is there already.
    mutating func insert(_ text: String, for key: String) -> Bool {
        guard !runs.isEmpty else {
            runs = [[Entry(key: key, text: text)]]
            return true
        }
        let run = Self.run(for: key, in: runs)
        let place = Self.place(of: key, in: runs[run])
        if place < runs[run].count, runs[run][place].key == key { return false }
        runs[run].insert(Entry(key: key, text: text), at: place)
        if runs[run].count > Self.runLength {
            let half = Self.runLength / 2
            let upper = Array(runs[run][half...])
            runs[run].removeSubrange(half...)
            runs.insert(upper, at: run + 1)
        }
        return true
    }

    mutating func remove(_ key: String) {
        guard !runs.isEmpty else { return }
        let run = Self.run(for: key, in: runs)
        let place = Self.place(of: key, in: runs[run])
        guard place < runs[run].count, runs[run][place].key == key else { return }
        runs[run].remove(at: place)
        if runs[run].isEmpty { runs.remove(at: run) }
    }

    func found(_ prefix: String, limit: Int) -> SeenValues.Found {
        var found = SeenValues.Found()
        guard !runs.isEmpty else { return found }
        // No text is behind this one that begins so.
        let end = prefix + "\u{10FFFF}"
        let (first, last) = (Self.run(for: prefix, in: runs), Self.run(for: end, in: runs))
        for index in first...last {
            let run = runs[index]
            let from = index == first ? Self.place(of: prefix, in: run) : 0
            let to = index == last ? Self.place(of: end, in: run) : run.count
            guard from < to else { continue }
            found.count += to - from
            found.values += run[from..<to].prefix(limit - found.values.count).map(\.text)
            found.last = run[to - 1].text
        }
        if found.count == found.values.count { found.last = nil }
        return found
    }

    /// The run in which the key stands, or would.
    private static func run(for key: String, in runs: [[Entry]]) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if let first = runs[middle].first, first.key <= key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return max(0, low - 1)
    }

    private static func place(of key: String, in run: [Entry]) -> Int {
        var (low, high) = (0, run.count)
        while low < high {
            let middle = (low + high) / 2
            if run[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
