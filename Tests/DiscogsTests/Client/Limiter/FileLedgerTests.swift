import Foundation
import Testing

@testable import Discogs

@Suite("Permits that processes share")
struct FileLedgerTests {
    private let place = LedgerPlace()

    @Test("what one process took, the others do not get until a window after the reply")
    func shared() throws {
        let (one, other) = (try place.ledger(limit: 3), try place.ledger(limit: 3))
        let permit = try #require(one.take())
        place.now += .seconds(2)
        one.complete(permit)
        #expect(other.sendAll() == 2)
        #expect(one.take() == nil)
        place.now += .seconds(60) - .nanoseconds(1)
        #expect(one.take() == nil)
        place.now += .nanoseconds(1)
        #expect(one.sendAll() == 3)
        #expect(other.take() == nil)
        #expect(place.failures.all.isEmpty)
    }

    @Test("each origin, window and start of the machine has a budget of its own")
    func keys() throws {
        let ledgers = [
            try place.ledger(limit: 1), try place.ledger(of: "https://api.example:444", limit: 1),
            try place.ledger(of: "http://[::1]:444", limit: 1),
            try place.ledger(limit: 1, window: .seconds(61)),
            try place.ledger(limit: 1, bootID: "2"),
        ]
        for ledger in ledgers { #expect(ledger.sendAll() == 1) }
        // A bound of one's own, or a login, makes no other budget.
        #expect(try place.ledger(limit: 5).sendAll() == 4)
    }

    @Test("each keeps to its own limit, on what all have used")
    func limits() throws {
        let (anonymous, known) = (try place.ledger(limit: 25), try place.ledger(limit: 60))
        #expect(known.sendAll(atMost: 20) == 20)
        #expect(anonymous.sendAll() == 5)
        #expect(known.sendAll() == 35)
        place.now += .seconds(60)
        #expect(anonymous.sendAll() == 25)
    }

    @Test("a refusal makes everybody pause, and then go evenly")
    func refusal() throws {
        let (one, other) = (try place.ledger(), try place.ledger())
        #expect(other.sendAll(atMost: 1) == 1)
        let permit = try #require(one.take())
        one.complete(permit, .answered(.init(isRefusal: true, retryAfter: .seconds(20))))
        let chance = other.update { $0.chance(at: $1) }
        #expect(chance == .at(place.now + .seconds(20), .pausedByServer))
        #expect(other.status().remaining == 0)
        place.now += .seconds(20)
        #expect(other.sendAll() == 1)
        #expect(one.take() == nil)
        place.now += .seconds(1)
        #expect(one.sendAll() == 1)
    }

    @Test("what one learns of other programs' use, all know")
    func foreign() throws {
        let (one, other) = (try place.ledger(), try place.ledger())
        one.complete(try #require(one.take()), .answered(.init(limit: 60, used: 51, remaining: 9)))
        #expect(other.sendAll() == 9)
    }

    @Test("a permit whose process was killed counts until a window after the longest request")
    func killed() throws {
        let living = try place.ledger(limit: 2)
        do {
            let killed = try place.ledger(limit: 2)
            _ = try #require(killed.take())
        }
        #expect(living.sendAll() == 1)
        // The timeout and five seconds, then a window and what a reply that got lost adds to it.
        place.now += .seconds(30 + 5 + 62) - .nanoseconds(1)
        #expect(living.sendAll() == 1)
        place.now += .nanoseconds(1)
        #expect(living.sendAll() == 1)
        #expect(living.status().used == 2)
    }

    @Test("a process that was stopped for longer says late how its request ended, and it counts")
    func stopped() throws {
        let (stopped, other) = (try place.ledger(limit: 1), try place.ledger(limit: 1))
        let permit = try #require(stopped.take())
        place.now += .seconds(90)
        #expect(other.take() == nil)
        stopped.complete(permit)
        place.now += .seconds(59)
        #expect(other.take() == nil)
        place.now += .seconds(1)
        #expect(other.sendAll() == 1)
    }

    @Test("nothing is opened or made before the first request, not even to see how it stands")
    func lazy() throws {
        let ledger = try place.ledger()
        #expect(
            ledger.status()
                == RateLimiterStatus(
                    limit: 60, used: 0, remaining: 60, nextToken: .zero, otherProcesses: []))
        #expect(!FileManager.default.fileExists(atPath: place.folder))
        _ = ledger.take()
        #expect(ledger.status().used == 1)
        #expect(try place.ledger().status().used == 1)
    }

    @Test("the folder and the files are the user's alone")
    func modes() throws {
        _ = try place.ledger(folder: place.folder + "/a/b").take()
        func mode(_ path: String) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return (attributes[.posixPermissions] as? NSNumber)?.intValue
        }
        for folder in ["", "/a", "/a/b"] { #expect(try mode(place.folder + folder) == 0o700) }
        let files = try FileManager.default.contentsOfDirectory(atPath: place.folder + "/a/b")
        #expect(files.count == 2)
        for file in files { #expect(try mode(place.folder + "/a/b/" + file) == 0o600) }
    }

    @Test("living processes that draw on the budget are told by their numbers")
    func others() throws {
        let child = Process()
        child.executableURL = URL(filePath: "/bin/cat")
        child.standardInput = Pipe()
        try child.run()
        let identity = try #require(ProcessIdentity(living: child.processIdentifier))
        let ledger = try place.ledger(identity: .current)
        #expect(ledger.sendAll(atMost: 1) == 1)
        #expect(try place.ledger(identity: identity).sendAll(atMost: 1) == 1)
        // Of one that is dead, and of one that has got the number of a dead one.
        #expect(try place.ledger().sendAll(atMost: 1) == 1)
        let reused = ProcessIdentity(id: identity.id, start: identity.start &+ 1)
        #expect(try place.ledger(identity: reused).sendAll(atMost: 1) == 1)
        #expect(ledger.status().otherProcesses == [identity.id])
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        #expect(ledger.status().otherProcesses == [])
        #expect(ledger.status().used == 4)
    }

    @Test("without files it goes on alone, with what it knows, and tells so once")
    func unusable() throws {
        try FileManager.default.createDirectory(
            atPath: place.folder, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: place.folder + "/file"))
        let ledger = try place.ledger(limit: 3, folder: place.folder + "/file/below")
        #expect(ledger.sendAll() == 3)
        #expect(place.failures.all.map(\.action) == [.openLock])
        #expect(ledger.status().used == 3)
        #expect(ledger.status().otherProcesses == nil)
        place.now += .seconds(60)
        #expect(ledger.sendAll() == 3)
        #expect(place.failures.all.count == 1)
    }

    @Test("when the files are lost from under it, what is known still counts")
    func becomesUnusable() throws {
        let (one, other) = (try place.ledger(limit: 5), try place.ledger(limit: 5))
        #expect(one.sendAll(atMost: 1) == 1)
        #expect(other.sendAll(atMost: 2) == 2)
        let data = try place.path(ending: ".ledger")
        let permit = try #require(one.take())
        try FileManager.default.createDirectory(
            atPath: data.replacing(".ledger", with: ".new"), withIntermediateDirectories: true)
        one.complete(permit)
        #expect(one.sendAll() == 1)
        #expect(place.failures.all.map(\.action) == [.write])
    }

    @Test("one who holds the lock for ever keeps nobody from working")
    func lockIsHeld() throws {
        #expect(try place.ledger().sendAll(atMost: 1) == 1)
        let lock = open(try place.path(ending: ".lock"), O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        let name = try #require(place.files.first { $0.hasSuffix(".lock") }).dropLast(5)
        var file = LedgerFile(folder: place.folder, name: String(name))
        file.patience = .milliseconds(1)
        let failure = #expect(throws: LedgerFailure.self) { try file.locked { _ in nil } }
        #expect(failure?.action == .lock)
        #expect(flock(lock, LOCK_UN) == 0)
        #expect(throws: Never.self) { try file.locked { _ in nil } }
    }

    @Test("files that nobody has used for a month are removed")
    func oldFiles() throws {
        _ = try place.ledger(bootID: "old").take()
        _ = try place.ledger(bootID: "recent").take()
        let old = place.files
        let month: TimeInterval = 31 * 86_400
        for file in old.prefix(2) {
            try FileManager.default.setAttributes(
                [.modificationDate: Date.now - month], ofItemAtPath: "\(place.folder)/\(file)")
        }
        _ = try place.ledger(bootID: "new").take()
        #expect(place.files.count == 4)
        #expect(Set(place.files).isDisjoint(with: old.prefix(2)))
    }
}

extension ProcessIdentity {
    fileprivate init?(living id: Int32) {
        guard let start = Self.startOfProcess(id) else { return nil }
        self.init(id: id, start: start)
    }
}
