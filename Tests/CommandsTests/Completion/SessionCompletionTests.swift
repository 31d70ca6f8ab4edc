import Records
import Testing

@testable import Commands

@Suite("Completion of what a session has seen")
struct SessionCompletionTests {
    private let session: TestSession

    init() { session = TestSession(.prompt) }

    private func completions(_ line: String) -> Completions {
        Completer(session.session.knowledge, accountNames: { ["home", "work shop", "wife"] })
            .completions(for: line)
    }

    private func texts(_ line: String) -> [String] { completions(line).candidates.map(\.text) }

    // MARK: Names

    @Test("Variables: rows where a pipeline begins, their fields and values elsewhere")
    func variables() async {
        await session.run(
            #"let mine = search artist="Sun Ra" type=release; let nation = US; let years = 1,2"#)
        #expect(texts("$m") == ["$mine"])
        #expect(texts("$") == ["$mine"], "nothing ran that was not for a variable")
        #expect(texts("search country=$n") == ["$nation"])
        #expect(texts("search country=\"$na") == ["$nation"])
        #expect(texts("search country='$na") == [])
        #expect(texts("search x | where year=$y") == ["$years"])
        #expect(texts("search x | where id in $m") == ["$mine."])
        #expect(texts("search x | where id in $mine.ti") == ["$mine.title"])
        #expect(texts("search x${na") == ["nation}"])
        #expect(texts("let na") == ["nation"])
        #expect(texts("unset mi") == ["mine"])
        let row = completions("$mi").candidates.first
        #expect(row?.summary.hasSuffix(" rows") == true)
        await session.run("search miles type=master | limit 2")
        #expect(texts("$") == ["$mine", "$_"])
        #expect(texts("search x | where id in $_.ti") == ["$_.title"])
    }

    @Test("Aliases, which are completed as what they stand for")
    func aliases() async {
        await session.run(
            "alias early = where year<1960; alias jazz = search genre=Jazz; "
                + "alias short = limit 3 | select title")
        #expect(texts("ear") == ["early"])
        #expect(completions("ear").candidates.map(\.summary) == ["alias: where year<1960"])
        #expect(texts("search x | early coun") == ["country"])
        #expect(texts("jazz gen") == [], "the genre is given")
        #expect(texts("jazz sty") == ["style="])
        #expect(texts("search x | short ye") == ["year"])
        #expect(texts("alias sh") == ["short"])
        #expect(texts("search x | jaz") == [], "it is a source")
        #expect(texts("search x | each ja") == ["jazz"])
        #expect(texts("search x | each ear") == [], "it is none")
    }

    @Test("Settings, and the values of the one that is named")
    func settings() async {
        #expect(texts("set per") == ["per-page"])
        #expect(texts("set format js") == ["json", "jsonl"])
        #expect(texts("set format=ya") == ["yaml"])
        #expect(texts("set COLOR ") == ["on", "off"])
        #expect(texts("set nothing ") == [])
        #expect(texts("unset ti") == [])
        await session.run("set timing on")
        #expect(texts("unset ti") == ["timing"])
        let other = TestSession(.prompt) {
            $0.settings.append(
                SessionSetting(
                    "LOG_LEVEL", allowed: "a level", origin: "default", text: "info",
                    advice: "start anew", "What is logged."))
        }
        let completer = Completer(other.session.knowledge)
        #expect(completer.completions(for: "set log").candidates.map(\.text) == ["LOG_LEVEL"])
        let offered = completer.completions(for: "set ").candidates.map(\.text)
        #expect(offered == SessionSetting.own().map(\.name), "those that can change come first")
    }

    @Test("Accounts where one is named")
    func accounts() {
        #expect(texts("account w") == ["\"work shop\"", "\"wife\""])
        #expect(texts("logout h") == ["home"])
        #expect(texts("login h") == [])
    }

    // MARK: Fields

    @Test("Fields that a source declares, before it was asked")
    func declaredFields() {
        for stage in ["where", "select", "sort", "group", "uniq", "flatten", "chart", "assert"] {
            #expect(texts("search x | \(stage) coun") == ["country"], "\(stage)")
        }
        #expect(texts("search x | where (year=1 or coun") == ["country"])
        #expect(texts("search x | where year = 1959 coun") == ["country"])
        #expect(texts("search x | where not coun") == ["country"])
        #expect(texts("search x | where year ") == [])
        #expect(texts("search x | select id coun") == ["country"])
        #expect(texts("search x | select id,coun") == ["country"])
        #expect(texts("search x | select nation=coun") == ["country"])
        #expect(texts("search x | sort -coun") == ["-country"])
        #expect(texts("search x | group country avg:ye") == ["avg:year"])
        #expect(texts("search x | chart country sum:ye") == ["sum:year"])
        #expect(texts("search x | each master-versions $.ti") == ["$.title"])
        #expect(texts("search x | each { master-versions $.id | where relea") == ["released"])
        #expect(completions("search x | where coun").candidates.map(\.isComplete) == [false])
    }

    @Test("Fields inside of others, once rows were seen")
    func nestedFields() async {
        await session.run("search miles type=release | limit 2")
        #expect(texts("where community.h") == ["community.have"])
        #expect(texts("where commu") == ["community."])
        #expect(texts("where hav") == ["community.have"], "nothing else begins so")
        #expect(texts("search x | where community.w") == ["community.want"])
        await session.run("release 9300000001")
        #expect(texts("flatten trackl") == ["tracklist"])
        #expect(
            texts("flatten tracklist | select tracklist.t") == [
                "tracklist.type_", "tracklist.title",
            ])
        #expect(texts("select labels.").contains("labels.name"))
        #expect(texts("search x | each release $.id | where labels.na") == ["labels.name"])
    }

    @Test("Stages before the cursor decide which fields there are")
    func fieldsBehindStages() async {
        await session.run("search miles type=release | limit 2")
        #expect(texts("search x | select nation=country | where ") == ["nation"])
        #expect(texts("search x | group country sum:year | sort ") == ["country", "sum_year"])
        #expect(texts("search x | count | select ") == ["count"])
        #expect(texts("search x | select c=community | where c.h") == ["c.have"])
        #expect(texts("let x = search x | select nation=country | where ") == ["nation"])
        #expect(texts("try search x | select nation=country | where ") == ["nation"])
        await session.run("select id title | limit 1")
        #expect(texts("where ") == ["id", "title"])
    }

    // MARK: Values

    @Test("Values that were shown, for the parameters that look for them")
    func seenValues() async {
        #expect(texts("search artist=mil") == [])
        await session.run(#"search "kind of blue" type=release | limit 3"#)
        #expect(texts("search artist=mil") == ["\"Miles Davis\""])
        #expect(texts("search artist=\"Mil") == ["Miles Davis"])
        #expect(texts("search release_title=ki").contains("\"Kind Of Blue\""))
        #expect(texts("search title=mil") == ["\"Miles Davis - Kind Of Blue\""])
        #expect(texts("search kin").contains("\"Kind Of Blue\""))
        #expect(texts("search label=col") == ["Columbia"])
        #expect(texts("search year=19").contains("1959"))
        #expect(texts("master-versions 1 label=col") == ["Columbia"])
        #expect(texts("search style=mod").first == "Modal")
    }

    @Test("Values of a field, from the rows on the screen")
    func fieldValues() async {
        await session.run(#"search artist="Miles Davis" type=release | limit 30"#)
        let countries = Set(await session.run("$_ | select country | as jsonl").values("country"))
        await session.run(#"search artist="Miles Davis" type=release | limit 30"#)
        let offered = texts("where country=")
        #expect(!offered.isEmpty)
        for text in offered where !text.hasPrefix("\"") { #expect(countries.contains(text)) }
        #expect(texts("where country=US,U").contains("US"))
        #expect(texts("where country = U").contains("US"))
        #expect(texts("where id=93000").count == 30)
    }

    @Test("Ids by title, and by how they begin")
    func ids() async {
        await session.run(#"search "kind of blue" type=release | limit 2"#)
        let found = completions("release kind")
        #expect(found.candidates.map(\.text) == ["9300000001", "9300000002"])
        #expect(found.candidates.first?.summary == "Miles Davis - Kind Of Blue")
        #expect(found.common(for: "kind") == "kind", "the title stays until one is left")
        #expect(texts("release 93") == ["9300000001", "9300000002"])
        #expect(completions("release 93").common(for: "93") == "930000000")
        #expect(texts("release xyzzy") == [])
        #expect(texts("artist kind") == [])
        #expect(texts("master kind") == ["9200000001"], "the master of the releases")
        await session.run("release 9300000001")
        #expect(texts("artist mil") == ["9000000001"])
        #expect(texts("release kind").count == 2, "the table is still on the screen")
    }

    @Test("Nothing that one account saw is offered to another")
    func accountSwitch() async {
        let accounts = SpyAccounts()
        let session = TestSession(.prompt, accounts: accounts)
        func texts(_ line: String) -> [String] {
            Completer(session.session.knowledge).completions(for: line).candidates.map(\.text)
        }
        await session.run(#"search "kind of blue" type=release | limit 3; let mine = search miles"#)
        #expect(texts("search artist=mil") != [])
        #expect(texts("release kind") != [])
        #expect(texts("where title=mil") != [])
        let switched = await session.run("account other")
        #expect(switched.problems == [])
        #expect(texts("search artist=mil") == [])
        #expect(texts("release kind") == [])
        #expect(texts("where title=mil") == [])
        #expect(texts("where community.h") == [])
        #expect(texts("$m") == ["$mine"])
    }

    @Test("What a reply holds cannot press keys")
    func hostileRows() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/rows.jsonl"
        try folder.write(
            #"{"artist": "Ev\u001b[2Jil\r", "a\u0007b": 1, "title": "\u202eevil"}"# + "\n",
            to: "rows.jsonl")
        await session.run("read \(path)")
        for line in ["search artist=ev", "where ", "where title=", "search release_title="] {
            for candidate in completions(line).candidates {
                #expect(
                    candidate.text.unicodeScalars.allSatisfy {
                        $0.value >= 0x20 && $0 != "\u{202E}"
                    }, "\(line)")
            }
        }
        #expect(texts("search artist=ev") == ["\"Ev␛[2Jil␍\""])
    }

    @Test("A script notes nothing")
    func scripts() async {
        let session = TestSession(.script)
        await session.run(#"search "kind of blue" type=release | limit 3"#)
        #expect(
            Completer(session.session.knowledge).completions(for: "search artist=mil").isEmpty)
    }
}
