import Testing

@testable import Commands

@Suite("Values that were seen")
struct SeenValuesTests {
    private func found(
        _ values: SeenValues, _ prefix: String, limit: Int = 10
    ) -> SeenValues.Found {
        values.values(beginningWith: prefix, as: .artist, limit: limit)
    }

    @Test("Are found by how they begin, whatever their case and accents")
    func beginnings() {
        var values = SeenValues()
        for name in ["Sun Ra", "Björk", "sunny", "Miles Davis", "Sun Ra", ""] {
            values.add(name, as: .artist)
        }
        values.add("Sun", as: .label)
        #expect(values.count == 5)
        #expect(found(values, "sun").values == ["Sun Ra", "sunny"])
        #expect(found(values, "bjo").values == ["Björk"])
        #expect(found(values, "BJÖ").values == ["Björk"])
        #expect(found(values, "x") == .init())
        #expect(found(values, "").values == ["Björk", "Miles Davis", "Sun Ra", "sunny"])
    }

    @Test("Are found among many, in whatever order they came")
    func many() {
        var values = SeenValues()
        let count = 20_000
        // A step that has no factor in common with the count comes by every number once.
        for place in 0..<count { values.add("name \(place * 7_919 % count)", as: .artist) }
        #expect(values.count == count)
        let expected = (0..<count).map { "name \($0)" }.filter { $0.hasPrefix("name 19") }.sorted()
        #expect(found(values, "Name 19", limit: count).values == expected)
        let some = found(values, "name 19", limit: 3)
        #expect(some.values == Array(expected.prefix(3)))
        #expect(some.count == expected.count)
        #expect(some.last == expected.last)
    }

    @Test("The oldest go when there are too many")
    func capacity() {
        var values = SeenValues(capacity: 100)
        for place in 1000..<2000 {
            values.add("\(place)", as: place % 2 == 0 ? .artist : .label)
        }
        #expect(values.count == 100)
        #expect(
            found(values, "", limit: 1000).values
                == stride(from: 1900, to: 2000, by: 2).map(String.init))
        #expect(found(values, "18") == .init())
    }

    @Test("Are harmless, and not too long")
    func harmless() {
        var values = SeenValues()
        values.add("a\u{1B}[1mb", as: .artist)
        values.add(String(repeating: "x", count: 300), as: .artist)
        #expect(found(values, "").values == ["a␛[1mb"])
    }
}
