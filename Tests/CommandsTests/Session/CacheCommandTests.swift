import Discogs
import Records
import Synchronization
import Testing

@testable import Commands

@Suite("What the cache means to a line")
struct CacheCommandTests {
    @Test(
        "cache takes status and clear, and nothing else",
        arguments: [
            ("cache", []), ("cache status", []), ("cache clear | select removed", []),
            (
                "cache empty",
                ["«empty» 'empty' is nothing that cache does → cache status or cache clear"]
            ),
            (
                "cache status now",
                ["«now» cache does not take this → usage: cache [status | clear]"]
            ),
            (
                "search x | cache",
                [
                    "«cache» cache begins a pipeline and cannot stand behind |"
                        + " → put it on a line of its own"
                ]
            ),
        ])
    func words(line: String, problems: [String]) async {
        #expect(
            await TestSession(.script).run("\(line)\nsearch x | page 0").problems.dropLast()
                == problems[...])
    }

    @Test("Its answer is a row, and can be worked on")
    func rows() async {
        let session = TestSession(.script)
        #expect(await session.run("cache").output == "{\"entries\":2,\"bytes\":8192}\n")
        #expect(await session.run("cache clear | select removed").values("removed") == ["2"])
    }

    /// A source whose every answer has this provenance.
    private func source(_ provenance: DiscogsResponse.Provenance) -> SpySource {
        SpySource { _ in
            DiscogsResponse(
                status: 200, body: ["id": 1], requestID: "1", provenance: provenance)
        }
    }

    @Test(
        "An older answer says how old it is, once for each command, even with --quiet",
        arguments: [
            (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h"), (21_599, "5 h"),
        ])
    func stale(seconds: Int, text: String) async {
        let session = TestSession(
            .script, source(.stale(age: .seconds(seconds), .outage))
        ) { $0.isQuiet = true }
        let warning = "warning: Discogs is not reachable; this answer is \(text) old"
        #expect(await session.run("release 1; release 2").notes == [warning, warning])
        let each = await session.run("let ids = 1,2,3\nrelease 1 | each release $.id")
        #expect(each.notes == [warning])
    }

    @Test("So does one that is given because nothing may be sent")
    func offline() async {
        let session = TestSession(.script, source(.stale(age: .seconds(7200), .offline)))
        #expect(
            await session.run("release 1").notes
                == ["warning: nothing is sent; this answer is 2 h old"])
    }

    @Test("A fresh one is an answer like any other")
    func fresh() async {
        let session = TestSession(.script, source(.cache(age: .seconds(60))))
        #expect(await session.run("release 1").notes == [])
    }
}
