import Discogs
import Records
import Testing

@testable import Commands

@Suite("Commands of the shell")
struct SessionCommandTests {
    @Test("status is a row, and can be worked on")
    func status() async {
        let session = TestSession(.script)
        #expect(await session.run("status").output == "{\"source\":\"spy\",\"requests\":7}\n")
        #expect(
            await session.run("status | select requests | as csv").output == "requests\r\n7\r\n")
        #expect(await TestSession(.prompt).run("status").output == "source:   spy\nrequests: 7\n")
    }

    @Test("history lists what was typed, numbered, and finds text without case and accents")
    func history() async {
        let session = TestSession(.script, history: ["search Björk", "count", "search y"]) {
            $0.isTrusted = true
        }
        #expect(
            await session.run("history").output == """
                {"number":1,"line":"search Björk"}
                {"number":2,"line":"count"}
                {"number":3,"line":"search y"}

                """)
        #expect(await session.run("history BJORK").values("number") == ["1"])
        #expect(await session.run("history search | skip 1").values("number") == ["3"])
    }

    @Test("A script does not read what a person typed, unless it is trusted")
    func historyOfAPerson() async {
        #expect(
            await TestSession(.script, history: ["search x"]).run("history").problems
                == ["«history» history is for the prompt → --trust lets a script read it"])
    }

    @Test("log gives rows of numbers, the newest where no stage stands behind it")
    func log() async {
        let session = TestSession(.script) { $0.isTrusted = true }
        #expect(await session.run("log").notes == ["newest 50"])
        #expect(await session.run("log").values("event") == ["reply", "retrying", "reply"])
        let count = await session.run("log | where status>=500 | count")
        #expect(count.output == "{\"count\":1}\n" && count.notes == [] && count.requests == [])
        let groups = await session.run("log | where status? | group status count")
        #expect(groups.values("status") == ["503", "200"])
        #expect(groups.values("count") == ["1", "1"])
        // That no line has it does not make it unknown.
        #expect(await session.run("log | where request_id=1 | count").values("count") == ["0"])
        #expect(
            await session.run("log | where statsu=1").problems
                == ["«statsu» no field 'statsu' → did you mean 'status'?"])
    }

    @Test("A line that begins with a stage goes on with all of the log")
    func logContinued() async {
        let session = TestSession(.script) { $0.isTrusted = true }
        let ran = await session.run("search miles type=artist; log; where status>=500 | count")
        #expect(ran.problems == [] && ran.output.hasSuffix("}\n{\"count\":1}\n"))
        // Only the line without a stage wants the newest alone.
        #expect(ran.notes == ["newest 50"])
    }

    @Test("log takes nothing, begins a pipeline, and is no script's to read")
    func logWrong() async {
        let session = TestSession(.prompt)
        #expect(await session.run("log 5").problems == ["«5» log does not take this → usage: log"])
        #expect(
            await session.run("search x | log").problems == [
                "«log» log begins a pipeline and cannot stand behind | → put it on a line of its own"
            ])
        #expect(
            await TestSession(.script).run("log").problems
                == ["«log» log is for the prompt → --trust lets a script read it"])
    }

    @Test("Every statement runs under an id of its own, which all that it does sees")
    func runIDs() async {
        let source = SpySource { _ in
            DiscogsResponse(
                status: 200, body: ["id": 1, "run": .string(RunID.current ?? "")], requestID: "1")
        }
        let session = TestSession(.script, source)
        let ran = await session.run("release 1\nrelease 1 | each { release 2 }\nrelease 3")
        let ids = ran.values("run")
        #expect(ids.count == 3 && Set(ids).count == 3)
        #expect(ids.allSatisfy { $0.utf8.count == 8 })
        #expect(RunID.current == nil)
        #expect(RunID.make { 0xF_0000_00AB } == "000000ab")
    }

    @Test("quit ends the session, and nothing behind it runs")
    func quit() async {
        let ran = await TestSession(.script).run("quit\nrelease 9300000001")
        #expect(ran.outcome == .quit)
        #expect(ran.requests == [])
    }

    @Test("A failure keeps the place of the source, or of the stage that failed")
    func places() async {
        let missing = DiscogsError(.notFound, status: 404, message: "Release not found.")
        let ran = await TestSession(.script, .failing(missing)).run("release 1 | select title")
        #expect(ran.problems == ["«release 1» failed: Release not found. (404)"])
    }

    @Test("A page that cannot be had points at the line that asked for it")
    func continuedPlace() async {
        let pages = GeneratedPages(total: 300)
        let source = SpySource { request in
            if request.page != 1 { throw DiscogsError(.server, message: "No.") }
            return try pages.response(to: request)
        }
        let session = TestSession(.prompt, source)
        await session.run("search x")
        #expect(await session.run("page 2").problems == ["«page 2» failed: No."])
    }
}
