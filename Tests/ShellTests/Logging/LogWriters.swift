import Dispatch
import Records
import Synchronization
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Processes that write to one log, as fast as they can, and a reader that forgives nothing.
struct LogWriters: Codable, Sendable {
    let folder: String
    let processes: Int
    let linesPerProcess: Int
    let rotationSize: Int
    /// How many of the processes are killed, each somewhere in its lines.
    var killed = 0

    /// What the log holds afterwards.
    struct Found: Equatable {
        var files = 0
        var lines = 0
        /// Lines that are no line of ours: torn.
        var broken = 0
        /// Lines that are there twice, or that nobody wrote.
        var forged = 0
        /// Lines that were reported to be written, and are not there.
        var lost = 0
        /// Files that were put aside although any line had room.
        var early = 0
    }

    // MARK: Writing

    /// Runs all of the processes at a time, to their ends.
    func run() async {
        await withTaskGroup { group in
            for number in 0..<processes { group.addTask { await runProcess(number) } }
        }
    }

    private func runProcess(_ number: Int) async {
        guard number < killed else {
            await #expect(processExitsWith: .success) { [self, number] in
                self.write(asProcess: number)
            }
            return
        }
        await #expect(processExitsWith: .signal(SIGKILL)) { [self, number] in
            self.writeUntilKilled(asProcess: number)
        }
    }

    /// One of the process's threads ends all of it, wherever the other one is.
    private func writeUntilKilled(asProcess number: Int) {
        let written = Written()
        let last = Int.random(in: 0..<linesPerProcess)
        DispatchQueue.global().async {
            write(asProcess: number) { written.count.store($0, ordering: .relaxed) }
        }
        while written.count.load(ordering: .relaxed) < last {}
        kill(getpid(), SIGKILL)
    }

    private final class Written: Sendable {
        let count = Atomic(0)
    }

    /// Says after each line that it is written, where no kill takes it back.
    private func write(asProcess number: Int, after: (Int) -> Void = { _ in }) {
        let settings = [
            "LOG_DIR": "\(folder)/logs", "LOG_ROTATION_SIZE": "\(rotationSize)",
            "LOG_BACKUP_COUNT": "1000",
        ]
        guard let settings = try? Settings(environment: settings, directory: folder),
            case let report = open("\(folder)/report.\(number)", O_WRONLY | O_CREAT, 0o600),
            report >= 0
        else { fatalError("\(folder)") }
        let failures = Mutex(0)
        let log = LogDestination(
            settings, onFailure: { _ in failures.withLock { $0 += 1 } }
        ).logger("writer", level: .info)
        for line in 0..<linesPerProcess {
            log.info(
                "line",
                metadata: [
                    "writer": .stringConvertible(number), "number": .stringConvertible(line),
                    "text": "\(Self.text(number, line))",
                ])
            guard failures.withLock({ $0 == 0 }) else { fatalError("a line was not written") }
            var count = line + 1
            pwrite(report, &count, MemoryLayout<Int>.size, 0)
            after(count)
        }
    }

    /// Mostly short; sometimes longer than a page, between which a kill may cut a line off.
    private static func text(_ number: Int, _ line: Int) -> String {
        let length = line % 50 == number % 50 ? 6000 : (number &* 31 &+ line &* 17) % 200
        return String(repeating: "é", count: length / 2)
    }

    private static let longestLine = 6300

    // MARK: Reading

    func find() throws -> Found {
        var found = Found()
        var missing = Set<[Int]>()
        var reported: [Int] = []
        for number in 0..<processes {
            reported.append(try reportedCount(number))
            for line in 0..<linesPerProcess { missing.insert([number, line]) }
        }
        for file in try files() {
            let bytes = Array(try TemporaryFolder.text(at: file).utf8)
            if found.files > 0, bytes.count + Self.longestLine <= rotationSize { found.early += 1 }
            found.files += 1
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                guard let key = Self.key(of: Array(line)) else {
                    found.broken += 1
                    continue
                }
                found.lines += 1
                if missing.remove(key) == nil { found.forged += 1 }
            }
        }
        found.lost = missing.count { $0[1] < reported[$0[0]] }
        return found
    }

    /// The newest first.
    private func files() throws -> [String] {
        let log = "\(folder)/logs/musicagent.log"
        let older = (1...1000).map { "\(log).\($0)" }.prefix { FilePlace.isThere($0) }
        return [log] + older
    }

    private func reportedCount(_ number: Int) throws -> Int {
        let path = "\(folder)/report.\(number)"
        guard FilePlace.isThere(path) else { return 0 }
        let bytes = try OpenFile(path, O_RDONLY).read(limit: MemoryLayout<Int>.size)
        guard bytes.count == MemoryLayout<Int>.size else { return 0 }
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
    }

    /// Who wrote a line and which of theirs it is; nil unless it is whole.
    private static func key(of line: [UInt8]) -> [Int]? {
        guard let object = try? JSONValue(parsing: line).objectValue,
            object["level"] == "info", object["logger"] == "writer", object["message"] == "line",
            let writer = object["writer"]?.intValue, let number = object["number"]?.intValue,
            object["text"]?.stringValue == text(Int(writer), Int(number))
        else { return nil }
        return [Int(writer), Int(number)]
    }
}
