import Discogs
import DiscogsSimulator
import FoundationEssentials
import Records
import Testing

@testable import Commands

@Suite("images", .serialized, .timeLimit(.minutes(10)))
struct ImagesTests {
    @Test("Downloads the pictures of a release, once, without the login")
    func release() async throws {
        try await AccountRun.with(.script) { run in
            let line = "release 9300000001 | images covers | select id file bytes type"
            for _ in 1...2 {
                let ran = await run.session.run(line)
                #expect(ran.problems == [])
                let folder = run.session.exports.path + "/covers"
                #expect(
                    ran.values("file")
                        == ["\(folder)/r9300000001-1.jpg", "\(folder)/r9300000001-2.jpg"])
                #expect(
                    ran.values("bytes") == ["8", "8"]
                        && ran.values("type") == ["primary", "secondary"])
            }
            let pictures = await run.simulator.requests.filter { $0.target.contains("/image/") }
            #expect(pictures.count == 2)
            #expect(pictures.allSatisfy { $0.header("Authorization") == nil && $0.status == 200 })
            #expect(pictures[0].target == "/image/R-9300000001-1.jpeg?sig=abc%2Fdef")
        }
    }

    @Test("Leaves out what is no picture, and goes nowhere but to Discogs")
    func addresses() async throws {
        try await AccountRun.with(.script) { run in
            func release(_ address: String) async -> Ran {
                let body =
                    #"{"id": 7, "tracklist": [], "images": [{"uri": "\#(address)", "type": "primary"}]}"#
                await run.simulator.script([
                    .status(
                        200, headers: [HeaderField("Content-Type", "application/json")], body: body)
                ])
                return await run.session.run("release 7 | images")
            }
            for address in ["", "https://s.discogs.com/images/spacer.gif"] {
                let ran = await release(address)
                #expect(ran.problems == [] && ran.output.isEmpty, "\(address)")
            }
            for address in [
                "http://127.0.0.1:1/image/x.jpg", "https://example.org/x.jpg",
                "https://discogs.com.example.org/x.jpg", "http://i.discogs.com/x.jpg",
                "file:///etc/passwd", "https://i.discogs.com@example.org/x.jpg",
            ] {
                let ran = await release(address)
                #expect(
                    ran.problems.first?.contains("There is no picture of Discogs at") == true,
                    "\(address)")
            }
            #expect(await run.simulator.requests.allSatisfy { !$0.target.contains("/image/") })
        }
    }

    @Test("Stays in the export folder")
    func folder() async throws {
        try await AccountRun.with(.script) { run in
            for folder in ["../covers", "/tmp/covers", ".hidden"] {
                let ran = await run.session.run("release 9300000001 | images \(folder)")
                #expect(
                    ran.problems.first?.contains("is not a folder in the export folder") == true)
            }
            #expect(await run.requests == [])
        }
    }
}
