import Discogs
import DiscogsSimulator
import Records
import Testing

@testable import Commands

@Suite("What changes something on Discogs", .serialized, .timeLimit(.minutes(10)))
struct ChangeTests {
    private static let asking: @Sendable (inout SessionOptions) -> Void = {
        $0.agreesToChanges = false
    }

    // MARK: Asking

    @Test("Is asked about at the prompt, with everything that will change")
    func question() async throws {
        try await AccountRun.with(.prompt, options: Self.asking) { run in
            let added = await run.session.run("wantlist-add 9300000002 notes=mono rating=3")
            #expect(
                added.questions == [
                    "Put a release on your wantlist: PUT /users/sample-owner/wants/9300000002 "
                        + "notes=\"mono\" rating=3. Go on?"
                ])
            #expect(added.problems == [])
            let edited = await run.session.run("listing-edit 9600000002 price=20 comments=new")
            #expect(
                edited.questions == [
                    "Change a copy that you sell: POST /marketplace/listings/9600000002 "
                        + "price=20.0 (now 13.5) comments=\"new\" (now \"\"). Go on?"
                ])
            let deleted = await run.session.run("listing-delete 9600000002")
            #expect(
                deleted.questions.map { $0.hasPrefix("Delete a copy that you sell: DELETE ") } == [
                    true
                ])
        }
    }

    @Test("Is not sent when the answer is no, and --yes answers beforehand")
    func answers() async throws {
        try await AccountRun.with(.prompt, answer: false, options: Self.asking) { run in
            let ran = await run.session.run("wantlist-delete 9300000001")
            #expect(ran.problems == ["RunDeclined"])
            #expect(await run.requests == [])
        }
        try await AccountRun.with(.prompt, answer: false) { run in
            let ran = await run.session.run("wantlist-delete 9300000001")
            #expect(ran.questions == [] && ran.problems == [])
            #expect(await run.requests == ["DELETE /users/sample-owner/wants/9300000001"])
        }
    }

    @Test("Is asked about for each of many rows, until somebody says all, or no")
    func many() async throws {
        let line = "wantlist | limit 3 | each wantlist-delete $.id | count"
        for (choice, questions, deletions) in [(Choice.yes, 3, 3), (.all, 1, 3), (.no, 1, 0)] {
            try await AccountRun.with(.prompt, choice: choice, options: Self.asking) { run in
                let ran = await run.session.run(line)
                #expect(ran.questions.count == questions)
                #expect(await run.requests.count { $0.hasPrefix("DELETE") } == deletions)
                #expect(ran.problems == (choice == .no ? ["RunDeclined"] : []))
            }
        }
    }

    @Test("In each, the question names the row")
    func rows() async throws {
        try await AccountRun.with(.prompt, choice: .no, options: Self.asking) { run in
            let want = await run.session.run("wantlist | limit 1 | each wantlist-delete $.id")
            #expect(want.questions.count == 1)
            #expect(want.questions.first?.hasSuffix("). Go on?") == true, "\(want.questions)")
            let listing = await run.session.run("inventory | limit 1 | each listing-delete $.id")
            #expect(
                listing.questions.first?.contains("/9600000001 (") == true,
                "\(listing.questions)")
        }
    }

    @Test("A row of a table is the listing, the copy or the folder that a command wants")
    func tableRows() async throws {
        try await AccountRun.with(.prompt) { run in
            await run.session.run("inventory | skip 1 | limit 1")
            let file = run.session.exports.path + "/day.mas"
            await run.session.run("record \(file)")
            await run.session.run("listing-edit @1 price=9")
            await run.session.run("alias away = listing-delete")
            await run.session.run("away @1")
            #expect(
                await run.requests.suffix(2).map { $0.prefix { $0 != "{" } } == [
                    "POST /marketplace/listings/9600000002 ",
                    "DELETE /marketplace/listings/9600000002",
                ])
            let script = try #require(run.session.exports.text("day.mas"))
            #expect(
                script.split(separator: "\n").dropFirst() == [
                    "# It needs --yes.", "listing-edit 9600000002 price=9",
                    "alias away = listing-delete", "away 9600000002",
                ])
            await run.session.run("collection folder=2 | limit 1")
            let edited = await run.session.run("collection-edit @1 @1 @1 rating=4")
            #expect(edited.problems == [])
            let last = try #require(await run.requests.last)
            let parts = last.split(separator: "/").map(String.init)
            #expect(parts.contains("2") && parts.contains { $0.hasPrefix("95") }, "\(last)")
        }
    }

    // MARK: Once

    @Test("Is not done again by a line that goes on with its rows")
    func continued() async throws {
        try await AccountRun.with(.prompt) { run in
            await run.session.run("search \"kind of blue\" type=master")
            await run.session.run("wantlist-add 9300000002")
            for line in ["select title", "let id = $_.id", "export json"] {
                #expect(await run.session.run(line).problems != [], "\(line)")
            }
            #expect(await run.requests.count { $0.hasPrefix("PUT") } == 1)
        }
    }

    @Test("Behind a change, a stage that fails says that the change was made")
    func failureBehind() async throws {
        try await AccountRun.with(.script) { run in
            for line in [
                "wantlist-edit 9300000001 notes=x | select nosuch",
                "let want = wantlist-edit 9300000001 notes=x | assert nosuch=1",
            ] {
                let ran = await run.session.run(line)
                #expect(ran.problems.count == 1)
                #expect(ran.notes == ["the change was made on Discogs all the same"])
            }
            let many = await run.session.run(
                "wantlist | limit 2 | each wantlist-edit $.id notes=y | assert nosuch=1")
            #expect(many.problems.count == 1 && many.notes.count == 1)
        }
    }

    @Test("A raw change is asked about, and told")
    func raw() async throws {
        let line = "raw DELETE /users/sample-owner/wants/9300000001"
        try await AccountRun.with(.prompt, options: Self.asking) { run in
            let deleted = await run.session.run(line + " | as json")
            #expect(
                deleted.questions == ["DELETE /users/sample-owner/wants/9300000001. Go on?"])
            #expect(deleted.output.contains(#""result": "deleted""#))
            let edited = await run.session.run(
                "raw POST /users/sample-owner/wants/9300000032 rating=5 notes=\"5\"")
            #expect(
                edited.questions == [
                    "POST /users/sample-owner/wants/9300000032 rating=5 notes=\"5\". Go on?"
                ])
        }
        try await AccountRun.with(.prompt, answer: false, options: Self.asking) { run in
            #expect(await run.session.run(line).problems == ["RunDeclined"])
            #expect(await run.requests == [])
        }
    }

    @Test("Takes all rows at the prompt, and not a screen of them")
    func allRows() async throws {
        try await AccountRun.with(.prompt) { run in
            let line = "collection folder=1 | each collection-delete $.id $.instance_id folder=1"
            #expect(await run.session.run(line).problems == [])
            #expect(await run.requests.count { $0.hasPrefix("DELETE") } == 80)
        }
    }

    @Test("Goes in order, and a failure tells how far it came")
    func inOrder() async throws {
        try await AccountRun.with(.script) { run in
            let script =
                "let ids = 9300000001,9300000032,1,9300000063\n"
                + "read ids.txt as lines | count"
            _ = script
            let ran = await run.session.run(
                "wantlist | limit 2 | each wantlist-delete $.id\n"
                    + "wantlist | limit 3 | each listing-delete $.id")
            #expect(ran.notes.last == "each: 0 rows were done before this, and none after it")
            #expect(await run.requests.count { $0.hasPrefix("DELETE") } == 3)
            // The first that are left are 1, 2 and 3 of the collection; 4 is in folder 2.
            let items = await run.session.run(
                "collection | skip 1 | limit 4 "
                    + "| each collection-delete $.id $.instance_id folder=1")
            #expect(items.notes.last == "each: 2 rows were done before this, and none after it")
        }
    }

    @Test("With each try, what failed is left out and counted")
    func tried() async throws {
        try await AccountRun.with(.script) { run in
            let ran = await run.session.run(
                "wantlist | limit 2 | each wantlist-delete $.id\n"
                    + "collection | limit 6 "
                    + "| each try collection-delete $.id $.instance_id folder=2 | count")
            #expect(ran.problems == [])
            #expect(ran.lines.last == "{\"count\":2}")
            #expect(ran.notes.last?.hasPrefix("each try: 4 of 6 rows failed") == true)
        }
    }

    // MARK: Two requests

    @Test("What Discogs forgets is told again, and half a change says which half is missing")
    func followUp() async throws {
        try await AccountRun.with(.script) { run in
            await run.simulator.script([.pass, .pass, .status(422)])
            let ran = await run.session.run("wantlist-add 9300000002 notes=mono")
            let failure = (ran.error as? StageFailure)?.cause as? HalfDone
            #expect(failure?.done == "wantlist-add" && failure?.missing == #"notes="mono""#)
            #expect(failure?.cause.kind == .badRequest)
        }
    }

    @Test("What is sold cannot be edited without saying what becomes of it")
    func keptWithoutAWay() async throws {
        try await AccountRun.with(.script) { run in
            await run.simulator.script([
                .status(
                    200, headers: [HeaderField("Content-Type", "application/json")],
                    body:
                        #"{"id": 5, "status": "Sold", "price": {"value": 3}, "release": {"id": 7}}"#
                )
            ])
            let ran = await run.session.run("listing-edit 5 price=4")
            #expect(ran.problems.count == 1)
            #expect("\(ran.problems)".contains("Sold"))
            #expect(await run.requests == ["GET /marketplace/listings/5"])
        }
    }

    // MARK: Files and waiting

    @Test("A file outside of the current folder is not sent by a script")
    func files() async throws {
        try await AccountRun.with(.script) { run in
            for path in ["../listings.csv", "/etc/passwd", ".env"] {
                let ran = await run.session.run("inventory-upload-add \(path)")
                #expect(
                    ran.problems.first?.contains("is not a file in the current folder") == true)
            }
            let missing = await run.session.run("inventory-upload-add no-such-file.csv")
            #expect(missing.problems.first?.contains("no-such-file.csv") == true)
            #expect(await run.requests == [])
        }
    }

    @Test("An export is waited for, listed and read")
    func export() async throws {
        try await AccountRun.with(.script) { run in
            let ran = await run.session.run(
                "inventory-export-request | each inventory-export $.id wait=yes "
                    + "| each { inventory-export-download $.id | limit 2 } | select listing_id")
            #expect(ran.problems == [])
            #expect(
                ran.lines == [
                    #"{"listing_id":"9600000001"}"#, #"{"listing_id":"9600000002"}"#,
                ])
            #expect(
                await run.requests == [
                    "POST /inventory/export", "GET /inventory/export/9900000001",
                    "GET /inventory/export/9900000001",
                    "GET /inventory/export/9900000001/download",
                ])
        }
    }

    @Test("Needs its own account")
    func others() async throws {
        try await AccountRun.with(.script) { run in
            let ran = await run.session.run("wantlist-delete 9300000001 username=somebody")
            #expect(ran.problems.first?.contains("You don't have permission") == true)
        }
    }
}
