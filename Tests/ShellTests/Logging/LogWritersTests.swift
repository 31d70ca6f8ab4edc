import Testing

@testable import Shell

@Suite("A log of many processes")
struct LogWritersTests {
    @Test("has each line once, whole, in files that were full")
    func allLines() async throws {
        let folder = TemporaryFolder()
        let writers = LogWriters(
            folder: folder.path, processes: 4, linesPerProcess: 100, rotationSize: 10_000)
        await writers.run()
        let found = try writers.find()
        #expect(found.files > 5)
        #expect(found == .init(files: found.files, lines: 400))
    }

    @Test("has each line that was reported written by processes that were killed")
    func killed() async throws {
        let folder = TemporaryFolder()
        let writers = LogWriters(
            folder: folder.path, processes: 4, linesPerProcess: 100, rotationSize: 10_000,
            killed: 3)
        await writers.run()
        let found = try writers.find()
        #expect(found.lost == 0)
        #expect(found.forged == 0)
        #expect(found.broken <= 3)
        #expect(found.lines >= 100)
    }

    /// From `scripts/logstress`: processes, lines, the size at which a file is put aside, and how
    /// many of the processes are killed.
    private static let numbers =
        ProgramHome.variable("MUSICAGENT_LOGSTRESS")?.split(separator: " ").compactMap { Int($0) }

    @Test("loses nothing when there are a hundred", .enabled(if: numbers?.count == 4))
    func stress() async throws {
        let numbers = try #require(Self.numbers)
        let folder = TemporaryFolder()
        let writers = LogWriters(
            folder: folder.path, processes: numbers[0], linesPerProcess: numbers[1] / numbers[0],
            rotationSize: numbers[2], killed: numbers[3])
        let begin = ContinuousClock.now
        await writers.run()
        let time = begin.duration(to: .now)
        let found = try writers.find()
        print(
            "logstress: \(numbers[0]) processes, \(numbers[3]) of them killed: "
                + "\(found.lines) whole lines in \(found.files) files, \(found.broken) torn, "
                + "\(found.lost) lost, \(found.forged) forged, \(found.early) files put aside "
                + "early; \(time)")
        #expect(found.lost == 0 && found.forged == 0)
        if numbers[3] == 0 {
            #expect(found == .init(files: found.files, lines: numbers[1]))
        } else {
            #expect(found.broken <= numbers[3])
        }
    }
}
