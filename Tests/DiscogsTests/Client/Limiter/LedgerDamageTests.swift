import Foundation
import Testing

@testable import Discogs

@Suite("Ledger files that are damaged")
struct LedgerDamageTests {
    private static let limit = 4
    /// The timeout and five seconds, then a window and what a lost reply adds to it.
    private static let longest: Duration = .seconds(30 + 5 + 62)

    /// A place where one of each kind has been written: requests that were answered, under way and
    /// lost, other programs' use, a pause.
    private func used() throws -> LedgerPlace {
        let place = LedgerPlace()
        let ledger = try place.ledger(limit: Self.limit)
        ledger.complete(
            try #require(ledger.take()), .answered(.init(limit: 60, used: 2, remaining: 58)))
        ledger.complete(try #require(ledger.take()), .unanswered)
        _ = try #require(ledger.take())
        return place
    }

    /// Whatever became of the files: nobody sends more than the limit.
    private func expectCaution(_ place: LedgerPlace, _ note: String) throws {
        let start = place.now
        let (one, other) = (
            try place.ledger(limit: Self.limit), try place.ledger(limit: Self.limit)
        )
        #expect(one.status().remaining == 0, "\(note)")
        #expect(one.sendAll() + other.sendAll() == 0, "\(note)")
        place.now = start + Self.longest - .nanoseconds(1)
        #expect(one.sendAll() + other.sendAll() == 0, "\(note)")
        place.now = start + Self.longest
        #expect(one.sendAll() + other.sendAll() == Self.limit, "\(note)")
        #expect(place.failures.all.isEmpty)
        place.now = start
    }

    @Test("wherever a bit is wrong, all is taken for used")
    func flips() throws {
        let place = try used()
        let path = URL(filePath: try place.path(ending: ".ledger"))
        let sound = try Data(contentsOf: path)
        #expect(sound.count > 200)
        for offset in sound.indices {
            var damaged = sound
            damaged[offset] ^= 1 << (offset % 8)
            try damaged.write(to: path)
            try expectCaution(place, "byte \(offset)")
        }
    }

    @Test("wherever it ends too early, all is taken for used")
    func truncations() throws {
        let place = try used()
        let path = URL(filePath: try place.path(ending: ".ledger"))
        let sound = try Data(contentsOf: path)
        for length in stride(from: 0, to: sound.count, by: 3) {
            try sound.prefix(length).write(to: path)
            try expectCaution(place, "\(length) bytes")
        }
    }

    @Test("so it is with a file that is gone, is no file of ours, or is of another time")
    func others() throws {
        let place = try used()
        let path = try place.path(ending: ".ledger")
        let sound = try Data(contentsOf: URL(filePath: path))
        let contents = [
            nil, Data(repeating: 0, count: 4096), Data(repeating: 0xFF, count: 4097),
            sound + sound, sound + [0], Data("SQLite format 3".utf8),
            Data(repeating: 0, count: 5 << 20),
        ]
        for data in contents {
            try FileManager.default.removeItem(atPath: path)
            try data?.write(to: URL(filePath: path))
            try expectCaution(place, "\(data?.count ?? -1) bytes")
        }
        try sound.write(to: URL(filePath: path))
        // As if the machine had been started since, and did not say so.
        place.now = .seconds(1)
        try expectCaution(place, "the future")
    }

    @Test("a request under way when the file is damaged counts when its reply comes")
    func underWay() throws {
        let place = LedgerPlace()
        let ledger = try place.ledger(limit: 2, timeout: .seconds(1))
        let permit = try #require(ledger.take())
        try Data().write(to: URL(filePath: try place.path(ending: ".ledger")))
        #expect(try place.ledger(limit: 2, timeout: .seconds(1)).take() == nil)
        place.now += .seconds(40)
        ledger.complete(permit)
        place.now += .seconds(59)
        #expect(ledger.sendAll() == 1)
        #expect(ledger.status().used == 2)
    }

    @Test("a record is read as it was written, to the nanosecond")
    func roundTrip() throws {
        var tokens = TokenWindow(
            limit: 9, startingAt: nil, window: .seconds(60),
            owner: ProcessIdentity(id: .max, start: .max),
            lease: .seconds(35))
        var record = tokens.record
        #expect(
            WindowRecord(bytes: record.bytes, window: .seconds(60), at: .zero) == record)
        let permits = [0, 1, 2].compactMap { second in
            let permit = tokens.take(at: .seconds(second) + .nanoseconds(1))
            if let permit, second == 0 {
                tokens.complete(
                    permit, at: .seconds(1),
                    .answered(.init(limit: 60, used: 7, isRefusal: false)))
            }
            return permit
        }
        tokens.complete(permits[1], at: .seconds(3), .answered(.init(isRefusal: true)))
        tokens.settle(at: .seconds(50))
        record = tokens.record
        record.learnt = LearntLimit(count: 7, instant: .seconds(1800))
        #expect(record.ended.map(\.hasLapsed) == [false, false, true])
        #expect(
            WindowRecord(bytes: record.bytes, window: .seconds(60), at: .seconds(50)) == record)
    }
}
