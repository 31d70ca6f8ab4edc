import Catalog
import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Somebody who types at random for hours; for `scripts/soak`.
@Suite("A long time at the prompt")
struct PromptSoak {
    /// From the script: how many actions, and the seed.
    private static let numbers =
        ProgramHome.variable("MUSICAGENT_SOAK")?.split(separator: " ").compactMap { UInt64($0) }

    @Test(
        "ends with a prompt that answers, all lines in the history, and no more memory",
        .enabled(if: numbers?.count == 2))
    func randomActions() async throws {
        let numbers = try #require(Self.numbers)
        var typist = RandomTypist(seed: numbers[1])
        let modes = (0..<5000).map { _ in typist.serverMode() }
        var configuration = SimulatorConfiguration()
        configuration.limit = 100_000
        try await withSimulator(source: SampleCatalog(), configuration: configuration) {
            simulator in
            let server = try await ChaosServer.start(modes: modes, upstream: simulator.port)
            let result: Result<Void, any Error>
            do {
                try await Self.run(&typist, actions: Int(numbers[0]), seed: numbers[1], server)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await server.stop()
            try result.get()
        }
    }

    private static func run(
        _ typist: inout RandomTypist, actions count: Int, seed: UInt64, _ server: ChaosServer
    ) async throws {
        let home = ProgramHome([
            "DISCOGS_API_TOKEN": "any", "DISCOGS_BASE_URL": server.baseURL,
            "RATE_LIMIT_REQUESTS": "10000", "RATE_LIMIT_WINDOW": "1",
            "RETRY_BACKOFF_FACTOR": "0.1", "REQUEST_TIMEOUT": "2", "PAGER": "cat",
        ])
        let terminal = try home.prompt(columns: 100)
        try await terminal.expect("music:api> ")
        var memory: [Int] = []
        /// What the terminal showed of each line.
        var shown: [String] = []
        for number in 0..<count {
            let action = typist.action()
            try action.perform(in: terminal)
            do {
                shown.append(try await settle(terminal, number))
            } catch {
                Issue.record("seed \(seed), action \(number), \(action): \(error)")
                return
            }
            if number % max(1, count / 20) == 0 { memory.append(Self.memory(of: terminal)) }
        }
        try terminal.enter("quit")
        #expect(try await terminal.waitForExit() == .status(0))
        let history = try home.folder.text(of: "home/.local/state/musicagent/history")
        let lines = Set(history.split(separator: "\n"))
        // A signal is no key: what is typed right behind Ctrl-C may still end another line.
        let words = Set(history.split { !$0.isLetter && !$0.isNumber })
        // Older ones go when there are 10,000.
        let lost = (max(0, count - 4000)..<count).filter { !words.contains("nosuch\($0)") }
        for number in lost { print("lost: \(shown[number].debugDescription)") }
        print(
            "soak: \(count) actions, seed \(seed); memory in MiB: "
                + memory.map { "\($0 >> 20)" }.joined(separator: " ")
                + "; \(lines.count) lines of history, \(lost.count) lost")
        #expect(lost == [])
        // The first samples are from before caches and pools have filled.
        let early = memory.dropFirst(memory.count / 4).first ?? 0
        #expect((memory.last ?? 0) < early + (24 << 20))
    }

    /// Whatever goes on is given up, and the next line is answered.
    /// - Returns: what was shown until then.
    private static func settle(
        _ terminal: PseudoTerminal, _ number: Int
    ) async throws -> String {
        var shown = ""
        for attempt in 1... {
            try terminal.press(.interrupt)
            // Messages are found in one piece on a wide screen.
            terminal.resize(columns: 100, rows: 30)
            try terminal.enter("nosuch\(number)")
            do {
                let answer = "unknown command 'nosuch\(number)'"
                shown = try await terminal.expect(
                    answer, within: .seconds(attempt < 10 ? 3 : 60))
                break
            } catch {
                // A signal is no key: what is typed right behind Ctrl-C may come before it, and
                // belong to the line that it gives up.
                if attempt == 10 { throw error }
            }
        }
        try await terminal.expect("> ", within: .seconds(60))
        terminal.forget()
        return String(shown.suffix(200))
    }

    /// Bytes that the program has in memory.
    private static func memory(of terminal: PseudoTerminal) -> Int {
        let file = try? TemporaryFolder.text(at: "/proc/\(terminal.processID)/statm")
        let pages = (file ?? "").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

/// What somebody does at a prompt.
private enum SoakAction: CustomStringConvertible {
    case keys(String)
    case line(String)
    case paste([String])
    case resize(columns: Int, rows: Int)

    func perform(in terminal: PseudoTerminal) throws {
        switch self {
        case .keys(let keys): try terminal.type(keys)
        case .line(let line): try terminal.enter(line)
        case .paste(let lines):
            try terminal.type("\u{1B}[200~" + lines.joined(separator: "\n") + "\u{1B}[201~\r")
        case .resize(let columns, let rows): terminal.resize(columns: columns, rows: rows)
        }
    }

    var description: String {
        switch self {
        case .keys(let keys): "keys \(keys.debugDescription)"
        case .line(let line): "line \(line.debugDescription)"
        case .paste(let lines): "paste \(lines)"
        case .resize(let columns, let rows): "resize \(columns)×\(rows)"
        }
    }
}

private struct RandomTypist {
    private var randomness: SplitMix

    init(seed: UInt64) { randomness = SplitMix(seed: seed) }

    private static let lines = [
        "search miles | limit 3", "search \"sun ra\" type=master | per-page 5", "next", "prev",
        "release 9300000001", "release @1", "master 9200000001 | select title year",
        "where year>1960", "sort -year", "count", "help", "help search", "status", "vars",
        "history miles", "let x = 5", "let mine = search monk type=release | limit 4",
        "$mine | select title", "search miles | limit 4 | each release $.id | count",
        "wantlist | limit 2", "collection | limit 2 | as csv", "wantlist-delete 9300000001",
        "search miles | export csv x.csv overwrite=yes", "nonsense here", "search type=nosuch",
        "search 'open", "search miles |", "each {", "chart year", "cache status", "whoami",
        "search artist=\"Éthiopiques 音楽 🎷\"", "search miles | ! head -c 10", "raw GET /x",
    ]
    private static let keys = [
        "\u{1}", "\u{2}", "\u{5}", "\u{6}", "\u{8}", "\t", "\t\t", "\u{B}", "\u{C}", "\u{E}",
        "\u{10}", "\u{12}", "\u{14}", "\u{15}", "\u{17}", "\u{19}", "\u{1B}b", "\u{1B}f",
        "\u{1B}d", "\u{1B}u", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[3~",
        "\u{7F}", "\u{1F}", "\u{1B}?", "\u{1B}.", "\u{1B}*", "se", "arch ", "title=", "é", "音",
        "\"",
        "$", "@", "|", " ", "{", "}", "\r",
    ]

    private mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &randomness)]
    }

    mutating func serverMode() -> ChaosMode {
        let bad: [ChaosMode] = [
            .latency(.milliseconds(30)), .latency(.milliseconds(300)), .silence,
            .reset(.beforeReply), .reset(.afterHead), .reset(.inBody), .truncation, .truncatedJSON,
            .slowDrip(every: .milliseconds(20)), .wrongLength(by: 10), .errorPage(status: 503),
            .errorPage(status: 520), .htmlPage, .tooManyRequests, .emptyBody, .emptyReply, .garbage,
            .redirectLoop, .invalidGzip, .headerFlood(count: 100),
        ]
        return Bool.random(using: &randomness) ? .pass : one(of: bad)
    }

    mutating func action() -> SoakAction {
        switch Int.random(in: 0..<10, using: &randomness) {
        case 0..<4:
            let count = Int.random(in: 1...20, using: &randomness)
            return .keys((0..<count).map { _ in one(of: Self.keys) }.joined())
        case 4..<8: return .line(one(of: Self.lines))
        case 8:
            let count = Int.random(in: 2...5, using: &randomness)
            return .paste((0..<count).map { _ in one(of: Self.lines) })
        default:
            return .resize(
                columns: Int.random(in: 10...200, using: &randomness),
                rows: Int.random(in: 5...60, using: &randomness))
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
