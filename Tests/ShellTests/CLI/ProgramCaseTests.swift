import Commands
import Testing

@Suite(.serialized)
struct ProgramCaseTests {
    @Test("A script does what is written beside it", arguments: ProgramCase.names)
    func script(_ name: String) async throws {
        let program = try ProgramCase(name)
        let outcome = try await program.run()
        if ProgramHome.variable("UPDATE_CASES") != nil {
            try program.expect(outcome)
        } else {
            let expected = program.expected
            #expect(outcome.output == expected.output)
            #expect(outcome.errors == expected.errors)
            #expect(outcome.status == expected.status)
            #expect(outcome.files == expected.files)
        }
    }

    @Test(
        "A script that needs no process of its own does the same in this one",
        arguments: ProgramCase.names.filter { (try? ProgramCase($0).needsProcess) == false })
    func scriptInThisProcess(_ name: String) async throws {
        let program = try ProgramCase(name)
        let (outcome, expected) = (try await program.runHere(), program.expected)
        // The script's path is absolute here.
        #expect(outcome.withoutFolder.output == expected.withoutFolder.output)
        #expect(outcome.withoutFolder.errors == expected.withoutFolder.errors)
        #expect(outcome.status == expected.status)
        #expect(outcome.files == expected.files)
    }

    @Test("Every command has a case")
    func coverage() throws {
        let text = try ProgramCase.names.map { try ProgramCase($0).text }.joined(separator: "\n")
        let words = Set(text.split { !($0.isLetter || $0 == "-") }.map(String.init))
        let missing = CommandCatalogue.all.map(\.name).filter { !words.contains($0) }
        #expect(missing == [])
    }
}
