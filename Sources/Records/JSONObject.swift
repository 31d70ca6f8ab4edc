/// A JSON object whose members keep their order, with unique keys.
///
/// Objects of the API have at most some forty members, so a scan beats hashing.
public struct JSONObject: Sendable {
    public typealias Member = (key: String, value: JSONValue)

    public private(set) var members: [Member]

    public init() { members = [] }

    /// Keeps the first place and the last value of a key that occurs twice.
    public init(_ pairs: some Sequence<(String, JSONValue)>) {
        self.init()
        members.reserveCapacity(pairs.underestimatedCount)
        var places: [String: Int] = [:]
        for (key, value) in pairs {
            if let place = places.updateValue(members.count, forKey: key) {
                places[key] = place
                members[place].value = value
            } else {
                members.append((key, value))
            }
        }
    }

    /// For what a parser found, which has unique keys but for hostile texts.
    init(parsed pairs: [Member]) {
        // Comparing some forty keys is quicker than hashing them.
        let isUnique = pairs.count <= 48 && !Self.repeatsKey(pairs)
        if isUnique {
            self.init()
            members = pairs
        } else {
            self.init(pairs.lazy.map { ($0.key, $0.value) })
        }
    }

    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }
    public var keys: [String] { members.map(\.key) }

    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let place = members.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    private static func repeatsKey(_ pairs: [Member]) -> Bool {
        for i in pairs.indices.dropFirst() {
            for j in 0..<i where pairs[i].key == pairs[j].key { return true }
        }
        return false
    }
}

extension JSONObject: Hashable {
    /// Equal when the same keys have the same values; order does not matter.
    public static func == (a: Self, b: Self) -> Bool {
        guard a.count == b.count else { return false }
        for (x, y) in zip(a.members, b.members) {
            if x.key == y.key {
                if x.value != y.value { return false }
            } else {
                return a.sortedMembers.elementsEqual(b.sortedMembers) {
                    $0.key == $1.key && $0.value == $1.value
                }
            }
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        for member in sortedMembers {
            hasher.combine(member.key)
            hasher.combine(member.value)
        }
    }

    private var sortedMembers: [Member] { members.sorted { $0.key < $1.key } }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
