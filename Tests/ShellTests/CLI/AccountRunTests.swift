import DiscogsSimulator
import Testing

@Suite("The own account, against Discogs", .serialized, .timeLimit(.minutes(10)))
struct AccountRunTests {
    @Test("What the wantlist costs: those at most 25 in the shop, the cheapest first")
    func wantlist() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c",
                "wantlist | each marketplace-stats $.id "
                    + "| where lowest_price.value<=25 num_for_sale>0 | sort lowest_price.value "
                    + "| select id lowest_price.value num_for_sale")
            #expect(result.status == 0 && result.errors == "")
            #expect(
                result.output.split(separator: "\n").first
                    == #"{"id":9300000001,"lowest_price.value":15.0,"num_for_sale":5}"#)
            let targets = await run.targets
            #expect(targets.first == "/oauth/identity")
            #expect(targets.dropFirst().first?.hasPrefix("/users/sample-owner/wants?") == true)
            #expect(targets.count == 2 + 12)
        }
    }

    @Test("The labels of the collection, with the average rating")
    func collection() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c",
                "collection | group basic_information.labels.name count avg:rating | sort -count "
                    + "| limit 20")
            #expect(result.status == 0 && result.errors == "")
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 20)
            #expect(lines.allSatisfy { $0.contains("\"name\":") && $0.contains("\"avg_rating\":") })
            #expect(await run.targets.count == 3)
        }
    }

    @Test("The inventory with a suggested price for each condition, in a file")
    func inventory() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c", "inventory | each price-suggestions $.release.id | export csv reprice.csv")
            #expect(result.status == 0)
            #expect(result.errors.hasPrefix("exports/reprice.csv: 8 rows, "))
            let lines = try run.home.folder.text(of: "work/exports/reprice.csv")
                .split(whereSeparator: \.isNewline)
            #expect(lines.count == 9)
            #expect(
                lines[0].contains("Near Mint (NM or M-).value") && lines[0].contains("release.id"))
            #expect(await run.targets.count == 2 + 8)
        }
    }

    @Test("A script asks once who it is, and never for others")
    func identityOnce() async throws {
        try await DiscogsRun.with { run in
            let script =
                "let mine = collection folder=2\nwantlist | where id in $mine.id | count\n"
                + "wantlist sample-owner | count\nidentity | select username"
            let result = try await run.home.run("-c", script)
            #expect(result.status == 0)
            #expect(result.output.hasSuffix("{\"count\":12}\n{\"username\":\"sample-owner\"}\n"))
            let asked = await run.targets.filter { $0 == "/oauth/identity" }
            #expect(asked.count == 2, "one for the account, one that was typed")
        }
    }

    @Test(
        "Without a token these lines end with status 4, and nothing is sent",
        arguments: ["wantlist", "collection", "inventory", "identity", "price-suggestions 1"])
    func withoutToken(line: String) async throws {
        try await DiscogsRun.with(["DISCOGS_API_TOKEN": ""]) { run in
            let result = try await run.home.run("--source", "api", "-c", line)
            #expect(result.status == 4)
            #expect(result.output == "")
            #expect(result.errors.contains("this needs the login of an account"))
            #expect(result.errors.contains("set DISCOGS_API_TOKEN"))
            #expect(await run.targets == [])
        }
    }

    @Test("What others may see needs no token")
    func ofOthers() async throws {
        try await DiscogsRun.with(["DISCOGS_API_TOKEN": ""]) { run in
            let result = try await run.home.run(
                "--source", "api", "-c", "wantlist sample-owner | count")
            #expect(result.output == "{\"count\":12}\n")
            #expect(await run.targets.count == 1)
        }
    }
}
