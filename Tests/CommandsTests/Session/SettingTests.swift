import PipelineLanguage
import Records
import Synchronization
import Testing

@testable import Commands

@Suite("Settings of a session")
struct SettingTests {
    private static let sunRa = #"search artist="Sun Ra" type=artist | select title"#

    /// A session that knows a setting of the program, too.
    private static func session(
        _ reader: TestSession.Reader = .script, change: (inout SessionOptions) -> Void = { _ in }
    ) -> TestSession {
        TestSession(reader) { options in
            let token = SessionSetting(
                "API_TOKEN", allowed: "a token", origin: "environment", text: "••••",
                advice: "login asks for it", "The token.")
            options.settings.append(token)
            change(&options)
        }
    }

    @Test("set lists all settings as rows, with value, origin and meaning")
    func list() async {
        let ran = await Self.session().run("set")
        #expect(
            ran.values("name")
                == ["format", "per-page", "timing", "color", "pager", "quiet", "API_TOKEN"])
        #expect(ran.values("value") == ["auto", "50", "off", "on", "on", "off", "••••"])
        #expect(ran.values("origin").last == "environment")
        #expect(ran.values("meaning").allSatisfy { $0.hasSuffix(".") })
        let one = await Self.session().run("set per-page | select value origin")
        #expect(one.output == "{\"value\":\"50\",\"origin\":\"default\"}\n")
        #expect(await Self.session().run("set | where value=on | count").values("count") == ["2"])
    }

    @Test("A setting counts for the lines behind it, and unset puts back what it was")
    func change() async {
        for assignment in ["format csv", "format=csv", "FORMAT csv"] {
            let ran = await Self.session().run(
                """
                set \(assignment)
                \(Self.sunRa)
                set format
                unset format
                \(Self.sunRa)
                """)
            #expect(
                ran.output == """
                    title\r
                    Sun Ra\r
                    name,value,origin,meaning\r
                    format,csv,set,"How results are written; auto is a table at a terminal, JSON \
                    Lines elsewhere."\r
                    {"title":"Sun Ra"}

                    """)
        }
    }

    @Test("unset puts back what an option of the command line said")
    func unsetOption() async {
        let session = Self.session { $0.format = .tsv }
        let ran = await session.run("set format json; unset format; \(Self.sunRa)")
        #expect(ran.output == "title\nSun Ra\n")
    }

    @Test("per-page is the size of pages where the stage says nothing")
    func pageSize() async {
        let session = Self.session(.prompt) { $0.isQuiet = true }
        await session.run("set per-page 20")
        #expect(await session.run("search artist=\"Miles Davis\"").pages == ["1×20"])
        #expect(await session.run("page 3").pages == ["3×20"])
        #expect(await session.run("per-page 10").pages == ["3×10"])
        // What takes all rows asks for as many as there can be.
        #expect(await session.run("search miles | count").pages.first == "1×100")
        await session.run("unset per-page")
        #expect(await session.run("search artist=\"Sun Ra\"").pages == ["1×50"])
    }

    @Test("Pages of an odd size are no reason to read a row twice, or not at all")
    func oddPages() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("set per-page 30")
        await session.run("search x")
        let ran = await session.run("search x | select id | as jsonl | export all.jsonl")
        #expect(ran.error == nil)
        let all = await TestSession(.script, .pages(of: 260)).run(
            "search x | select id")
        #expect(all.rows.count == 260)
        await session.run("search x")
        let more = await session.run("uniq id | count | as jsonl")
        #expect(more.values("count") == ["260"])
    }

    @Test(
        "What cannot be set says why, and what to do",
        arguments: [
            ("set formt csv", "«formt» there is no setting 'formt' → did you mean 'format'?"),
            ("set x 1", "«x» there is no setting 'x' → set lists them"),
            (
                "set timing maybe",
                "«maybe» 'maybe' is no value of timing → it must be on or off"
            ),
            (
                "set per-page 101",
                "«101» '101' is no value of per-page → it must be a whole number from 1 to 100"
            ),
            (
                "set API_TOKEN abc",
                "«API_TOKEN» API_TOKEN counts when the program starts → login asks for it"
            ),
            ("set format csv json", "«json» set does not take this → usage: set [NAME [VALUE]]"),
            (
                "set format csv | count",
                "«count» a changed setting gives no rows → leave this out"
            ),
            (
                "search x | set format csv",
                "«set» set begins a pipeline and cannot stand behind | → put it on a line of its own"
            ),
            (
                "let x = set format csv",
                "«set format csv» this gives no rows → leave out let x ="
            ),
            ("search x | each { set format csv }", "«set format csv» this gives no rows"),
            ("unset nothing", "«nothing» no variable or alias 'nothing' → vars lists them"),
        ])
    func wrong(line: String, problem: String) async {
        #expect(await Self.session().run(line).problems == [problem])
    }

    @Test("A variable goes before a setting of its name")
    func variable() async {
        let ran = await Self.session().run(
            "set format csv; let format = 1; unset format; vars; \(Self.sunRa)")
        #expect(ran.output == "title\r\nSun Ra\r\n")
    }

    @Test("What decides where files are written is a person's to set")
    func trust() async {
        func change(_ options: inout SessionOptions) {
            options.settings.append(
                SessionSetting(
                    "EXPORT_DIR", \.exportDirectory, allowed: "a path", needsTrust: true,
                    read: { $0 }, write: { $0 }, "Where files go."))
        }
        let untrusted = TestSession(.script, change: change)
        #expect(
            await untrusted.run("set EXPORT_DIR elsewhere").problems == [
                "«EXPORT_DIR» EXPORT_DIR decides where files are written, which a script may not "
                    + "→ --trust allows it"
            ])
        let folder = TemporaryFolder()
        let person = TestSession(.prompt, change: change)
        await person.run("set EXPORT_DIR \"\(folder.path)\"")
        await person.run("\(Self.sunRa) | export sun-ra.csv")
        #expect(folder.names == ["sun-ra.csv"])
        #expect(person.exports.names == [])
    }

    @Test("timing tells on standard error how long each later line took, and what it sent")
    func timing() async {
        let clock = Mutex(ContinuousClock.now)
        let source = SpySource.pages(of: 250)
        let session = TestSession(
            .script, source,
            now: {
                clock.withLock { time in
                    time += .milliseconds(1234)
                    return time
                }
            })
        let ran = await session.run(
            "set timing on\nsearch x | count\nstatus\nset timing off\nstatus")
        #expect(ran.notes == ["1.23 s, 3 requests", "1.23 s, 0 requests", "1.23 s, 0 requests"])
        #expect(ran.rows.count == 3)
        let failing = await session.run("set timing on\nsearch x | where nothing=1")
        #expect(failing.notes == ["1.23 s, 1 request"])
    }

    @Test("At the prompt a change is confirmed, unless it should be quiet")
    func confirmation() async {
        let session = Self.session(.prompt)
        #expect(await session.run("set per-page 7").notes == ["per-page is 7"])
        #expect(await session.run("unset per-page").notes == ["per-page is 50"])
        #expect(await session.run("set quiet on; set timing on").notes == [])
    }

    @Test("color tells the console, which does the colouring")
    func color() async {
        let ran = await Self.session(.prompt).run("set color off; set color off; unset color")
        #expect(ran.colors == [false, true])
    }

    @Test("Help and cards may go through the pager at the prompt, tables and scripts never")
    func pager() async {
        let session = Self.session(.prompt)
        #expect(await session.run("help").longTexts.count == 1)
        #expect(await session.run("release 9300000001").longTexts.count == 1)
        #expect(await session.run("search miles").longTexts == [])
        let without = await session.run("set pager off; help; release 9300000001")
        #expect(without.longTexts == [])
        #expect(without.output.contains("Kind Of Blue"))
        #expect(await Self.session(.script).run("help; release 9300000001").longTexts == [])
    }

    @Test(
        "Lines of the start-up file that ask Discogs are told before they do, and what they make stays"
    )
    func startUp() async throws {
        let session = TestSession(.prompt, .pages(of: 3))
        let text = SourceText(
            name: "init.mas",
            text: "set per-page 2\nalias top = limit 1\nlet mine = search x\nstatus\n")
        let script = try await session.session.check(text)
        _ = try await session.session.begin(with: script)
        let notes = session.console.take().notes
        #expect(
            notes == ["per-page is 2", "init.mas:3: let mine = search x", "$mine: 3 rows"])
        let ran = await session.run("$mine | top")
        #expect(ran.output.contains("1 row") || ran.notes.contains { $0.hasPrefix("1 ") })
        #expect(ran.error == nil)
    }
}
