import Records
import Testing

@Suite("Streams of rows")
struct RowStreamTests {
    @Test("rows that are there come in one batch, once")
    func once() async throws {
        let stream = RowStream(rows: [["a": 1]])
        #expect(try await stream.next() == [["a": 1]])
        #expect(try await stream.next() == nil)
    }

    @Test("a transformation keeps its state from batch to batch")
    func state() async throws {
        let numbered = RowStream.counting(batches: 3).transformed(from: 0) { total, rows in
            total += rows.count
            return .more([["total": .int(Int64(total))]])
        }
        #expect(try await numbered.collect() == [["total": 2], ["total": 4], ["total": 6]])
    }

    @Test("nothing is asked of a stream after the last step")
    func last() async throws {
        let asked = Counter()
        let source = RowStream {
            await asked.increment()
            return [["a": 1]]
        }
        let first = source.transformed(from: ()) { _, rows in .last(rows) }
        #expect(try await first.collect() == [["a": 1]])
        #expect(await asked.value == 1)
    }

    @Test("text is folded without regard to case and accents")
    func folding() {
        #expect("Björk".folded == "bjork")
        #expect("SIGUR RÓS".folded == "sigur ros")
        #expect("Ørsted Łódź ß".folded == "orsted lodz ss")
        #expect("e\u{301}".folded == "e")
        #expect("椎名林檎".folded == "椎名林檎")
        #expect("plain 123".folded == "plain 123")
    }
}

private actor Counter {
    var value = 0
    func increment() { value += 1 }
}

extension RowStream {
    fileprivate static func counting(batches: Int) -> RowStream {
        let remaining = Remaining(batches)
        return RowStream { await remaining.next() }
    }
}

private actor Remaining {
    var batches: Int
    init(_ batches: Int) { self.batches = batches }

    func next() -> [Row]? {
        guard batches > 0 else { return nil }
        batches -= 1
        return [["a": 1], ["a": 2]]
    }
}
