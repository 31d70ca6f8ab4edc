/// The last items of a series, so that what runs for days stays small. Items have numbers from 0.
struct RecentItems<Item> {
    private(set) var items: [Item] = []
    /// How many there have been.
    private(set) var total = 0
    private let capacity: Int

    init(atMost capacity: Int) { self.capacity = max(1, capacity) }

    /// - Returns: the item's number.
    mutating func append(_ item: Item) -> Int {
        if items.count == capacity { items.removeFirst() }
        items.append(item)
        total += 1
        return total - 1
    }

    /// Does nothing when the item is gone.
    mutating func change(_ number: Int, _ body: (inout Item) -> Void) {
        let place = number - (total - items.count)
        if items.indices.contains(place) { body(&items[place]) }
    }
}
