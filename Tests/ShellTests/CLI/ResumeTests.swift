import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("--resume", .serialized, .timeLimit(.minutes(10)))
struct ResumeTests {
    private static let wide = ["RATE_LIMIT_REQUESTS": "10000"]
    private static let script = """
        let wanted = search type=release | limit 200 | select id
        $wanted | each release $.id | select id title year labels.name | export csv out.csv
        search "sun ra" type=master | select title
        """

    @Test("A run killed at 50 random points ends with the same bytes, and repeats no answer")
    func kills() async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            try run.home.folder.write(Self.script, to: "work/script.mas")
            let whole = try await run.home.run("script.mas")
            #expect(whole.status == 0)
            let file = try run.home.folder.text(of: "work/exports/out.csv")
            let cost = await run.targets.count
            #expect(cost == 203)
            run.home.folder.remove("work/exports/out.csv")

            let points = (0..<50).map { _ in Int.random(in: 1...5) }
            for point in points {
                let program = try run.home.start(["--resume", "run.journal", "script.mas"])
                let reached = min(await run.targets.count + point, cost * 2 - 1)
                await run.simulator.waitForRequests(reached)
                program.send(SIGKILL)
                #expect(try await program.finish().status == -SIGKILL)
            }
            let last = try await run.home.run("--resume", "run.journal", "script.mas")
            #expect(last.status == 0)
            #expect(last.output == whole.output)
            #expect(try run.home.folder.text(of: "work/exports/out.csv") == file, "\(points)")
            let repeated = await run.targets.count - 2 * cost
            #expect((0...points.count).contains(repeated), "\(repeated) after \(points)")
            #expect(run.home.files(below: "work") == ["exports/out.csv", "script.mas"])
        }
    }

    @Test("Killed about the time of its last request, it does not stumble over its own file")
    func killedAtTheEnd() async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            let line =
                #"search "sun ra" type=master | select title | export out.csv; release 9300000001"#
            var whole: String?
            for attempt in 1...10 {
                let before = await run.targets.count
                let program = try run.home.start(["--resume", "run.journal", "-c", line])
                await run.simulator.waitForRequests(before + 2)
                program.send(SIGKILL)
                let killed = try await program.finish()
                if !run.home.files(below: "work").contains("run.journal") {
                    // It came to its end before it was killed.
                    #expect(killed.output.contains("Kind Of Blue"))
                } else {
                    let last = try await run.home.run("--resume", "run.journal", "-c", line)
                    #expect(last.status == 0, "\(last.errors)")
                    #expect(await run.targets.count <= before + 3, "\(attempt)")
                }
                let file = try run.home.folder.text(of: "work/exports/out.csv")
                whole = whole ?? file
                #expect(file == whole)
                run.home.folder.remove("work/exports/out.csv")
            }
        }
    }

    @Test("Killed about the time of its last request, it appends its rows once")
    func appendsOnce() async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            let line =
                #"search "sun ra" type=master | select title | export out.csv append=yes; release 9300000001"#
            let once = try await run.home.run("-c", line)
            #expect(once.status == 0)
            let lines = try run.home.folder.text(of: "work/exports/out.csv").split(
                separator: "\r\n")
            var expected = lines
            for _ in 1...10 {
                let before = await run.targets.count
                let program = try run.home.start(["--resume", "run.journal", "-c", line])
                await run.simulator.waitForRequests(before + 2)
                program.send(SIGKILL)
                _ = try await program.finish()
                if run.home.files(below: "work").contains("run.journal") {
                    let last = try await run.home.run("--resume", "run.journal", "-c", line)
                    #expect(last.status == 0, "\(last.errors)")
                }
                expected += lines.dropFirst()
                let text = try run.home.folder.text(of: "work/exports/out.csv")
                #expect(text.split(separator: "\r\n") == expected)
            }
        }
    }

    @Test(
        "A signal ends it at once with its own status, and it goes on from there",
        arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
    func signals(signal: Int32, status: Int32) async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            try run.home.folder.write(Self.script, to: "work/script.mas")
            let program = try run.home.start(["--resume", "run.journal", "script.mas"])
            await run.simulator.waitForRequests(30)
            program.send(signal)
            #expect(try await program.finish().status == status)
            let last = try await run.home.run("--resume", "run.journal", "script.mas")
            #expect(last.status == 0)
            #expect(last.errors.hasPrefix("going on with run.journal: 1 statement done, "))
            #expect(await run.targets.count <= 204)
        }
    }

    @Test("After a failure it does the rest, and nothing twice")
    func failure() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            let script = """
                search "sun ra" type=master | export a.csv
                search "sun ra" type=artist | ! cat >>beside.txt
                try release 5
                release 9300000001 | select title
                read list.txt | each release $.value | select title
                """
            try run.home.folder.write(script, to: "work/script.mas")
            let options = ["--trust", "--resume", "run.journal", "script.mas"]
            let first = try await run.home.start(options).finish()
            #expect(first.status == 1)
            #expect(await run.targets.count == 4)

            try run.home.folder.write("9300000002\n", to: "work/list.txt")
            let second = try await run.home.start(options).finish()
            #expect(second.status == 0)
            #expect(await run.targets.count == 5)
            // Results are whole once more, so that `> file` holds all of them.
            #expect(second.output.hasPrefix(first.output))
            #expect(second.errors.contains("Release not found"))
            let beside = try run.home.folder.text(of: "work/beside.txt")
            #expect(beside.split(separator: "\n").count == 1)
        }
    }

    @Test("A script that is brought in fails as it did, and what stands behind it is done once")
    func failureInside() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            let folder = run.home.folder
            try folder.write(
                """
                let who = inner
                search "sun ra" type=artist | ! cat >/dev/null; test -e there
                search "sun ra" type=master | export inner2.csv
                """, to: "work/inner.mas")
            let script = """
                try source inner.mas
                search "$who" type=label | export main2.csv
                read list.txt | count
                """
            try folder.write(script, to: "work/script.mas")
            let options = ["--trust", "--resume", "run.journal", "script.mas"]
            let first = try await run.home.start(options).finish()
            #expect(first.status == 1)
            try folder.write("", to: "work/there")
            try folder.write("1\n", to: "work/list.txt")
            let requests = await run.targets.count
            let second = try await run.home.start(options).finish()
            #expect(second.status == 0, "\(second.errors)")
            #expect(await run.targets.count == requests)
            #expect(second.errors.contains("the program ended with status 1"))
            #expect(run.home.files(below: "work/exports") == ["main2.csv"])
        }
    }

    @Test("A script that is brought in may not have changed meanwhile")
    func changedScript() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            try run.home.folder.write("search \"sun ra\" | count\n", to: "work/inner.mas")
            let options = ["--resume", "run.journal", "-c", "source inner.mas; release 5"]
            #expect(try await run.home.start(options).finish().status == 1)
            try run.home.folder.write("search miles | count\n", to: "work/inner.mas")
            let second = try await run.home.start(options).finish()
            #expect(second.status == 2)
            #expect(second.errors.contains("the journal of a run with another inner.mas"))
        }
    }

    @Test("A reader that is gone ends the run and not its journal")
    func closedOutput() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            let options = [
                "--resume", "run.journal", "-c",
                "search \"sun ra\" | select title; search \"sun ra\" type=master | export a.csv",
            ]
            let first = try await run.home.start(options, output: .withoutReader).finish()
            #expect(first.status == 0)
            #expect(run.home.files(below: "work") == ["run.journal"])
            #expect(try await run.home.start(options).finish().status == 0)
            #expect(run.home.files(below: "work") == ["exports/a.csv"])
            #expect(await run.targets.count == 2)
        }
    }

    @Test("A program that had read enough gets nothing more")
    func programThatStoppedReading() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            let options = [
                "--trust", "--resume", "run.journal", "-c",
                "search miles | per-page 5 | ! head -n 1\nlimit 2 | select id\nrelease 5",
            ]
            let first = try await run.home.start(options).finish()
            #expect(first.status == 1)
            #expect(first.errors.contains("Release not found"))
            let requests = await run.targets.count
            let second = try await run.home.start(options).finish()
            #expect(second.status == 1)
            #expect(await run.targets.count == requests)
            #expect(first.output.hasSuffix(second.output))
        }
    }

    @Test("With other arguments, or another script, it is refused and left as it is")
    func refusals() async throws {
        try await DiscogsRun.with(Self.wide) { run in
            let failing = ["--resume", "run.journal", "-c", "release ${1:-5}"]
            _ = try await run.home.start(failing).finish()
            let journal = try run.home.folder.text(of: "work/run.journal")
            let other = try await run.home.start(failing + ["6"]).finish()
            #expect(other.status == 2)
            #expect(
                other.errors.contains("run.journal is the journal of a run with other arguments"))
            let another = try await run.home.run("--resume", "run.journal", "-c", "release 6")
            #expect(another.status == 2)
            #expect(another.errors.contains("run.journal is the journal of another script"))
            #expect(try run.home.folder.text(of: "work/run.journal") == journal)
            #expect(!journal.contains(DiscogsRun.token))
            #expect(await run.targets.count == 1)
        }
    }
}
