import Testing

@testable import Commands

@Suite("Completion")
struct CompleterTests {
    private static func texts(_ line: String) -> [String] {
        Completer.candidates(for: line).map(\.text)
    }

    @Test("Offers every available command at the beginning of a line")
    func commands() {
        #expect(Self.texts("") == CommandCatalogue.available.map(\.name))
        #expect(Self.texts("se") == ["search", "select", "set"])
        #expect(Self.texts("SEA") == ["search"])
        #expect(Self.texts("  sea") == ["search"])
        #expect(Self.texts("le") == ["let"])
        #expect(Self.texts("sets") == [])
        #expect(Completer.candidates(for: "sea").map(\.isComplete) == [true])
    }

    @Test("Offers sources where a pipeline begins within a line")
    func pipelinesWithin() {
        for start in [
            "try ", "let x = ", "search x | each ", "search x | each try ", "a | each { ",
        ] {
            #expect(Self.texts(start + "releas").first == "release", "\(start)")
        }
        #expect(Self.texts("let rel") == [])
    }

    @Test("Offers no source behind a bar, and everything behind a semicolon")
    func stages() {
        #expect(Self.texts("search x | se") == ["select"])
        #expect(Self.texts("search \"a | b\" | li") == ["limit"])
        #expect(Self.texts("search x | limit 1; mast") == ["master", "master-versions"])
        #expect(Self.texts("search x |\nse") == ["search", "select", "set"])
    }

    @Test("Offers names of parameters that were not given")
    func names() {
        #expect(
            Self.texts("search ").starts(with: ["q=", "type=", "title=", "release_title="]))
        #expect(Self.texts("search ar") == ["artist="])
        #expect(Self.texts("search artist=x ar") == [])
        #expect(Self.texts("search artist=\"x y\" an") == ["anv="])
        #expect(Self.texts("release 1 cu") == ["curr_abbr="])
        #expect(Self.texts("release 1 ") == ["curr_abbr="])
        #expect(Self.texts("search x | export ov") == ["overwrite="])
        #expect(Completer.candidates(for: "search ar").map(\.isComplete) == [false])
        #expect(Self.texts("xyzzy ar") == [])
    }

    @Test("Offers values, in quotes where they need them")
    func values() {
        #expect(Self.texts("search type=m") == ["master"])
        #expect(Self.texts("search genre=hip") == ["\"Hip Hop\""])
        #expect(Self.texts("search genre=\"hip") == ["Hip Hop"])
        #expect(Self.texts("search genre='hi") == ["Hip Hop"])
        #expect(Self.texts("search genre=\"Ja") == ["Jazz"])
        #expect(Self.texts("search format=7") == ["'7\"'", "\"78 RPM\""])
        #expect(Self.texts("search format=\"7") == ["78 RPM"])
        #expect(Self.texts("search format=33") == ["\"33 ⅓ RPM\""])
        #expect(Self.texts("search artist=x") == [])
        #expect(Self.texts("search nothing=x") == [])
        #expect(Self.texts("search x | export csv overwrite=") == ["yes", "no"])
    }

    @Test("Offers values given by their place")
    func positional() {
        #expect(Self.texts("search x | as j") == ["json", "jsonl"])
        #expect(Self.texts("search x | export c") == ["csv"])
        #expect(Self.texts("raw ") == ["GET", "POST", "PUT", "DELETE"])
        #expect(Self.texts("raw GET ") == [])
        #expect(Self.texts("release ") == [], "an id comes first, and nothing else may")
        #expect(Self.texts("help lim") == ["limit"])
        #expect(Self.texts("search x | limit ") == [])
    }
}
