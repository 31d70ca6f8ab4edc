import Discogs

/// The file of the request budget: as it is, and as it were with the right mark, counts and checksum.
enum LedgerTarget {
    private static let window: Duration = .seconds(60)

    static func check(_ bytes: [UInt8]) throws(Violation) {
        for now: Duration in [.seconds(100), .seconds(1 << 33)] {
            for bytes in [bytes, forged(from: bytes)] {
                guard let record = WindowRecord(bytes: bytes, window: window, at: now) else {
                    continue
                }
                try Violation.unless(
                    WindowRecord(bytes: record.bytes, window: window, at: now) != nil,
                    "\(bytes) is written as no record")
                try use(record, at: now)
            }
        }
    }

    /// Whatever was read, it is lived with, and no more is permitted than the limit.
    private static func use(_ record: WindowRecord, at now: Duration) throws(Violation) {
        var tokens = TokenWindow(limit: 60, window: window)
        tokens.record = record
        for pause: Duration in [
            .zero, .seconds(59), .seconds(61), .seconds(4000), .seconds(1 << 20),
        ] {
            tokens.settle(at: now + pause)
            _ = tokens.status(at: now + pause)
            var count = 0
            while let permit = tokens.take(at: now + pause) {
                count += 1
                try Violation.unless(count <= 60, "\(record) permits \(count) at once")
                let isRefusal = count % 7 == 3
                tokens.complete(
                    permit, at: now + pause,
                    .answered(.init(limit: 60, used: count, isRefusal: isRefusal)))
            }
        }
    }

    /// Eight bytes a word. The first three of the input say how many of each list there are.
    private static func forged(from bytes: [UInt8]) -> [UInt8] {
        let words: [UInt64] = stride(from: 3, to: bytes.count, by: 8).map { start in
            bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        let counts = (bytes + [0, 0, 0]).prefix(3).map { Int($0 % 4) }
        return WindowRecord.forged(
            from: words, inFlight: counts[0], ended: counts[1], foreign: counts[2])
    }
}
