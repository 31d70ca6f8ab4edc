import Testing

@testable import Commands

@Suite("Completion of what is declared")
struct CompleterTests {
    private static func texts(_ line: String) -> [String] {
        Completer().completions(for: line).candidates.map(\.text)
    }

    @Test("Offers every available command at the beginning of a line, with what it does")
    func commands() {
        #expect(Self.texts("") == CommandCatalogue.all.map(\.name))
        #expect(Self.texts("se").starts(with: ["search", "select"]))
        #expect(Self.texts("SEA") == ["search"])
        #expect(Self.texts("  sea") == ["search"])
        #expect(Self.texts("le") == ["let"])
        let search = Completer().completions(for: "sea").candidates
        #expect(search.map(\.isComplete) == [true])
        #expect(search.map(\.summary) == ["Search for releases, masters, artists and labels"])
    }

    @Test("Offers sources where a pipeline begins within a line")
    func pipelinesWithin() {
        for start in [
            "try ", "let x = ", "search x | each ", "search x | each try ", "a | each { ",
            "alias x = ", "search x | each {\n", "let x=", "let x= ", "let x =", "alias x=",
            "search x; let x=",
        ] {
            #expect(Self.texts(start + "releas").first == "release", "\(start)")
        }
        #expect(Self.texts("let rel") == [])
        #expect(Self.texts("let x ") == ["="])
        #expect(Self.texts("search x | each lim") == [], "each begins with a source")
        #expect(Self.texts("let x = qui") == [], "this gives no rows")
        #expect(Self.texts("let x=qui") == [])
        #expect(Self.texts("let x=search ty") == ["type="])
        #expect(Self.texts("let x=search miles | lim") == ["limit"])
        #expect(Self.texts("let 'x=sea") == [])
        #expect(Self.texts("let x y=sea") == [])
        #expect(Self.texts("try le") == [])
    }

    @Test("Offers no source behind a bar, and everything behind a semicolon")
    func stages() {
        #expect(Self.texts("search x | se") == ["select"])
        #expect(Self.texts("search \"a | b\" | li") == ["limit"])
        #expect(Self.texts("search x | limit 1; mast") == ["master", "master-versions"])
        #expect(Self.texts("search x |\nse") == ["select"])
        #expect(Self.texts("search x\n| se") == ["select"])
        #expect(Self.texts("count\nmast") == ["master", "master-versions"])
    }

    @Test("Knows where a line goes on that was begun before")
    func earlierLines() {
        func texts(_ line: String, after earlier: String) -> [String] {
            Completer().completions(for: line, after: earlier).candidates.map(\.text)
        }
        #expect(texts("se", after: "search x |") == ["select"])
        #expect(texts("arti", after: "search \\") == ["artist="])
        #expect(texts("typ", after: "search artist=\"a\nb") == [], "the text is still open")
        #expect(texts("lim", after: "search x | each {\nrelease $.id |") == ["limit"])
    }

    @Test("Offers nothing in a comment, and nothing in the line of another program")
    func elsewhere() {
        #expect(Self.texts("# sea") == [])
        #expect(Self.texts("count # lim") == [])
        #expect(Self.texts("search x | ! so") == [])
        #expect(Self.texts("search x | !so") == [])
        #expect(Self.texts("search \"a\"b") == [])
    }

    @Test("Offers names of parameters that were not given, with what they are for")
    func names() {
        #expect(
            Self.texts("search ").starts(with: ["q=", "type=", "title=", "release_title="]))
        #expect(Self.texts("search ar") == ["artist="])
        #expect(Self.texts("search artist=x ar") == [])
        #expect(Self.texts("search release-title=x release") == [])
        #expect(Self.texts("search artist=\"x y\" an") == ["anv="])
        #expect(Self.texts("release 1 cu") == ["curr_abbr="])
        #expect(Self.texts("release 1 ") == ["curr_abbr="])
        #expect(Self.texts("search x | export csv x.csv ov") == ["overwrite="])
        let artist = Completer().completions(for: "search ar").candidates
        #expect(artist.map(\.isComplete) == [false])
        #expect(artist.map(\.summary) == ["the name of the artist"])
        #expect(Self.texts("xyzzy ar") == [])
    }

    @Test("Offers values, all in quotes where one needs them")
    func values() {
        #expect(Self.texts("search type=m") == ["master"])
        #expect(Self.texts("search genre=hip") == ["\"Hip Hop\""])
        #expect(Self.texts("search genre=\"hip") == ["Hip Hop"])
        #expect(Self.texts("search genre='hi") == ["Hip Hop"])
        #expect(Self.texts("search genre=\"Ja") == ["Jazz"])
        #expect(Self.texts("search format=7") == ["\"7\\\"\"", "\"78 RPM\""])
        #expect(Self.texts("search format=\"7") == ["7\\\"", "78 RPM"])
        #expect(Self.texts("search format=\"7\\\"") == ["7\\\""])
        #expect(Self.texts("search format='7") == ["7\"", "78 RPM"])
        #expect(Self.texts("search format=33") == ["\"33 ⅓ RPM\""])
        #expect(Self.texts("search genre=r") == ["Reggae", "Rock"])
        #expect(Self.texts("search artist=x") == [])
        #expect(Self.texts("search nothing=x") == [])
        #expect(Self.texts("search x | export csv overwrite=") == ["yes", "no"])
        #expect(Self.texts("listing-create 1 condition=near") == ["\"Near Mint (NM or M-)\""])
    }

    @Test("Offers values given by their place")
    func positional() {
        #expect(Self.texts("search x | as j") == ["json", "jsonl"])
        #expect(Self.texts("search x | export c") == ["columns=", "csv"])
        #expect(Self.texts("raw ") == ["GET", "POST", "PUT", "DELETE"])
        #expect(Self.texts("raw GET ") == [])
        #expect(Self.texts("release ") == [], "an id comes first, and nothing else may")
        #expect(Self.texts("help lim") == ["limit"])
        #expect(Self.texts("search x | limit ") == [])
        #expect(Self.texts("search x | group country av") == ["avg:"])
    }

    @Test("What all have in common takes the place of the word, unless that would lose some of it")
    func common() {
        func common(_ line: String, _ word: String) -> String {
            Completer().completions(for: line).common(for: word)
        }
        #expect(common("search x | as j", "j") == "json")
        #expect(common("search format=7", "7") == "\"7")
        #expect(common("search genre=", "") == "", "a quote alone says nothing")
        #expect(common("xyzzy", "xyzzy") == "xyzzy")
        #expect(common("MAST", "MAST") == "master")
    }
}
