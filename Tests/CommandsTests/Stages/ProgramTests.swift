import Commands
import Testing

@Suite("! command")
struct ProgramTests {
    @Test("Gives the program all rows, in the format that `as` says before it")
    func rows() async {
        let programs = SpyPrograms()
        let session = TestSession(.prompt, .pages(of: 250), programs: programs)
        let ran = await session.run("search x | select id | as csv | ! wc -l")
        #expect(ran.problems == [])
        #expect(ran.pages == ["1×100", "2×100", "3×100"])
        let input = programs.records.map(\.input)
        #expect(input == ["id\r\n" + (1...250).map { "\($0)\r\n" }.joined()])
    }

    @Test("A program that stops reading ends the fetching, and is no failure")
    func stopsReading() async {
        let programs = SpyPrograms(closedAfterWrites: 1)
        let session = TestSession(.script, .pages(of: 1000), programs: programs) {
            $0.isTrusted = true
        }
        let ran = await session.run("search x | ! head")
        #expect(ran.problems == [])
        #expect(ran.pages == ["1×100", "2×100"])
    }

    @Test("Knows the variables that are values, and the arguments of the script")
    func surroundings() async {
        let programs = SpyPrograms()
        let session = TestSession(.script, programs: programs) {
            $0.isTrusted = true
            $0.arguments = ["one", "$two"]
        }
        await session.run(
            """
            let who = 'a | "b"'
            let list = 1,2
            let rows = search miles | limit 1
            $rows | ! echo $1
            """)
        #expect(programs.records.map(\.line) == ["echo $1"])
        #expect(programs.records.map(\.arguments) == [["one", "$two"]])
        #expect(
            programs.records.map(\.variables) == [["MAS_who": #"a | "b""#, "MAS_list": "1\n2"]])
    }

    @Test("A failure of the pipeline before it is told, and not that of the program")
    func failsBefore() async {
        let session = TestSession(.prompt, programs: SpyPrograms(ending: .exited(1)))
        let ran = await session.run("release 5 | ! cat")
        #expect(ran.problems.map { $0.contains("not found") } == [true])
    }

    @Test("The last pipeline is the one without it")
    func continues() async {
        let session = TestSession(.prompt, .pages(of: 3), programs: SpyPrograms())
        await session.run("search x | ! cat")
        let ran = await session.run("count")
        #expect(ran.output.contains("3"))
        #expect(ran.requests == [])
    }
}
