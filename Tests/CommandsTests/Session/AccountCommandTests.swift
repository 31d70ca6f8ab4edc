import Discogs
import Testing

@testable import Commands

@Suite("Commands about accounts")
struct AccountCommandTests {
    private func session(
        _ reader: TestSession.Reader, _ accounts: SpyAccounts = SpyAccounts(),
        _ source: SpySource = .catalog(), change: (inout SessionOptions) -> Void = { _ in }
    ) -> TestSession {
        TestSession(reader, source, accounts: accounts, change: change)
    }

    @Test("The prompt logs in and out and changes accounts")
    func prompt() async {
        let accounts = SpyAccounts()
        let session = session(.prompt, accounts)
        for (line, call) in [
            ("login", "login -"), ("login my.shop-2", "login my.shop-2"), ("logout", "logout -"),
            ("logout one", "logout one"), ("account two", "account two"),
        ] {
            #expect(await session.run(line).problems == [])
            #expect(accounts.take() == [call])
        }
    }

    @Test(
        "A script does not, wherever it comes from",
        arguments: ["login", "logout", "account two"])
    func script(line: String) async {
        let accounts = SpyAccounts()
        let ran = await session(.script, accounts) { $0.isTrusted = true }.run(line)
        let name = line.prefix { $0 != " " }
        #expect(
            ran.problems == [
                "«\(line)» \(name) is for the prompt → a script's account is that of --account, "
                    + "DISCOGS_ACCOUNT or DISCOGS_API_TOKEN"
            ])
        #expect(accounts.take() == [])
    }

    @Test("A dry run changes nothing either")
    func dryRun() async {
        let accounts = SpyAccounts()
        let session = session(.prompt, accounts) { $0.isDryRun = true }
        #expect(
            await session.run("logout one").problems
                == ["«logout one» a dry run logs nobody in or out"])
        #expect(accounts.take() == [])
    }

    @Test(
        "What is no name, or may be a secret, is refused without its being repeated",
        arguments: [
            "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOpAsDf", "c0nsumerKeyOfTheTest", "a/b", "'a b'",
            "-x", "ä",
        ])
    func names(word: String) async {
        let accounts = SpyAccounts()
        let session = session(.prompt, accounts)
        #expect(
            await session.run("login \(word)").problems == [
                "«\(word)» this is no name for an account → a token or a key is not typed here: "
                    + "login asks for it and does not show it"
            ])
        #expect(
            await session.run("account \(word)").problems
                == ["«\(word)» there is no account of this name → accounts lists them"])
        #expect(accounts.take() == [])
    }

    @Test("What another account saw is forgotten, and a line that goes on asks anew")
    func forgotten() async {
        let source = SpySource.catalog()
        let session = session(.prompt, SpyAccounts(), source)
        #expect(await session.run(#"search artist="Sun Ra" | limit 3"#).requests.count == 1)
        #expect(await session.run("count").requests == [])
        #expect(await session.run("account two; count").requests.count == 1)
        #expect(await session.run("release @1").problems.first?.contains("no table") == true)
    }

    @Test("Nothing is forgotten when it fails, and the failure has a place")
    func failure() async {
        let session = session(.prompt, SpyAccounts(fails: true))
        await session.run(#"search artist="Sun Ra" | limit 3"#)
        #expect(await session.run("login").problems == ["«login» failed: Failure()"])
        #expect(await session.run("count").requests == [])
    }

    @Test("accounts and whoami are rows, in scripts too")
    func reports() async {
        let session = session(.script)
        #expect(await session.run("accounts | count").output == "{\"count\":2}\n")
        #expect(await session.run("whoami").output == "{\"login\":\"spy\"}\n")
    }

    @Test("whoami asks for the user's name where it is not known, once in a session")
    func username() async {
        let source = SpySource { _ in
            DiscogsResponse(
                status: 200, body: ["id": 1, "username": "collector"], requestID: "1")
        }
        let session = session(.script, SpyAccounts(needsUsername: true), source)
        let ran = await session.run("whoami\nwhoami | select username")
        #expect(ran.requests == ["GET /oauth/identity"])
        #expect(
            ran.output
                == "{\"login\":\"spy\",\"username\":\"collector\"}\n{\"username\":\"collector\"}\n")
    }

    @Test("None of them stands in a recording")
    func recording() async {
        let session = session(.prompt)
        let path = "\(session.exports.path)/r.mas"
        await session.run("record \(path); login; whoami; account two; search x; record stop")
        #expect(session.exports.text("r.mas") == "#!/usr/bin/env musicagent\nsearch x\n")
    }
}
