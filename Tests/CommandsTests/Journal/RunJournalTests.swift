import Commands
import Discogs
import Output
import Records
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Journals")
struct RunJournalTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/run.journal" }
    private let run = JournaledRun(script: "search x", arguments: ["1"], settings: ["here"])

    private func session(_ source: SpySource) -> TestSession {
        TestSession(.script, source) { [folder] in $0.exportDirectory = folder.path }
    }

    private func journal(_ calls: FileCalls = .system) throws -> RunJournal {
        try RunJournal(path: path, of: run, calls: calls)
    }

    @Test("What was answered is not asked again, and the rows are the same")
    func answers() async throws {
        let pages = SpySource.pages(of: 250)
        let line = "search x | select id title | last 2"
        let first = await session(pages).run(line, journal: try journal())
        #expect(first.pages == ["1×100", "2×100", "3×100"])
        let second = await session(pages).run(line, journal: try journal())
        #expect(second.requests == [])
        #expect(second.output == first.output)
        #expect(second.output == first.output)
    }

    @Test("A statement asks for itself: the answers of another one are not its own")
    func statements() async throws {
        let ran = await session(.pages(of: 10)).run(
            "search x | count\nsearch x | count", journal: try journal())
        #expect(ran.pages == ["1×100", "1×100"])
    }

    @Test("What is not there stays so; an outage is asked about again")
    func errors() async throws {
        let missing = SpySource { request in
            throw DiscogsError(
                .notFound, status: 404, message: "Gone.",
                request: .init(method: request.method, target: request.target))
        }
        let first = await session(missing).run("release 1", journal: try journal())
        let second = await session(missing).run("release 1", journal: try journal())
        #expect(first.requests == ["GET /releases/1"])
        #expect(second.requests == [])
        #expect(second.problems == first.problems)
        let down = SpySource.failing(DiscogsError(.server, status: 502, message: "Down."))
        #expect(await session(down).run("release 2", journal: try journal()).requests.count == 1)
        #expect(await session(down).run("release 2", journal: try journal()).requests.count == 1)
    }

    @Test("A file that was written before the journal could say so is written once more")
    func exportWithoutEnd() async throws {
        let line = "search x | export out.csv"
        let first = await session(.pages(of: 3)).run(line, journal: try journal(.failingAtTheEnd))
        #expect(first.problems == ["JournalFailure"])
        let file = try #require(folder.text("out.csv"))
        let second = await session(.pages(of: 3)).run(line, journal: try journal())
        #expect(second.problems == [])
        #expect(second.requests == [])
        #expect(folder.text("out.csv") == file)
    }

    @Test("A file of somebody else that came in between is kept")
    func foreignFile() async throws {
        let line = "search x | export out.csv"
        _ = await session(.pages(of: 3)).run(line, journal: try journal(.failingAtTheEnd))
        // A new file, beside the old one, so that it cannot be given the same number.
        try folder.write("mine", to: "other.csv")
        #expect(rename(folder.path + "/other.csv", folder.path + "/out.csv") == 0)
        let second = await session(.pages(of: 3)).run(line, journal: try journal())
        #expect(second.problems.map { $0.contains("exists") } == [true])
        #expect(folder.text("out.csv") == "mine")
    }

    @Test("A file named after the time keeps its name, however late the next run is")
    func namedByTime() async throws {
        let line = "search x | export csv"
        let first = session(.pages(of: 3))
        _ = await first.run(line, journal: try journal(.failingAtTheEnd))
        #expect(folder.names == ["run.journal", "search-20261123-184500.csv"])
        let later = TestSession(.script, .pages(of: 3), timestamp: "20261124-060000") {
            $0.exportDirectory = folder.path
        }
        _ = await later.run(line, journal: try journal())
        #expect(folder.names == ["run.journal", "search-20261123-184500.csv"])
    }

    @Test("`try` does not go on when the journal cannot be written")
    func journalIsNoPipeline() async throws {
        let lines = "try search x | count\nsearch y | limit 1 | count"
        let first = await session(.pages(of: 50)).run(lines, journal: try journal(.withFullDisk))
        #expect(first.problems.count == 1)
        #expect(first.requests.count == 1)
        let second = await session(.pages(of: 50)).run(lines, journal: try journal())
        #expect(second.output == "{\"count\":50}\n{\"count\":1}\n")
    }

    @Test("Two runs do not share a journal")
    func lock() throws {
        let first = try journal()
        #expect(throws: JournalFailure.inUse(path)) { try journal() }
        withExtendedLifetime(first) {}
    }

    @Test("A disk that is full ends the run, and the journal is good for the next one")
    func fullDisk() async throws {
        let line = "search x | count"
        let first = await session(.pages(of: 50)).run(line, journal: try journal(.withFullDisk))
        #expect(first.problems.count == 1)
        let second = await session(.pages(of: 50)).run(line, journal: try journal())
        #expect(second.output == "{\"count\":50}\n")
    }

    @Test("A journal whose name does not come to the disk is none: what is done must be known")
    func unsettled() throws {
        var calls = FileCalls.system
        calls.fsync = { descriptor in
            var status = stat()
            fstat(descriptor, &status)
            guard status.st_mode & S_IFMT == S_IFDIR else { return 0 }
            errno = EIO
            return -1
        }
        // The second time it is there already.
        for _ in 1...2 {
            #expect(throws: JournalFailure.notWritten(.notSettled(path: path, errno: EIO))) {
                try journal(calls)
            }
        }
    }

    @Test("Any cut of a journal is a shorter journal")
    func damage() async throws {
        let lines = "search x | select id\nsearch y | count"
        let whole = await session(.pages(of: 3)).run(lines, journal: try journal())
        let bytes = Array(try #require(folder.text("run.journal")).utf8)
        let header = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1
        for length in stride(from: header, through: bytes.count, by: 40) {
            try folder.write(String(decoding: bytes[..<length], as: UTF8.self), to: "run.journal")
            let ran = await session(.pages(of: 3)).run(lines, journal: try journal())
            #expect(ran.output == whole.output, "cut at \(length)")
            #expect(ran.problems == [])
        }
    }
}

extension FileCalls {
    /// A program that is killed when it would note the end of a statement.
    fileprivate static var failingAtTheEnd: FileCalls {
        var calls = FileCalls.system
        calls.write = { descriptor, bytes in
            if bytes.starts(with: Array(#"{"end":"#.utf8)) {
                errno = EIO
                return -1
            }
            return FileCalls.system.write(descriptor, bytes)
        }
        return calls
    }

    /// A disk that takes a part of a long line.
    fileprivate static var withFullDisk: FileCalls {
        var calls = FileCalls.system
        calls.write = { descriptor, bytes in
            guard bytes.count > 300 else { return FileCalls.system.write(descriptor, bytes) }
            _ = FileCalls.system.write(
                descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(100)))
            errno = ENOSPC
            return -1
        }
        return calls
    }
}
