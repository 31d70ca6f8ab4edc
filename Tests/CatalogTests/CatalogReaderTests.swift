import Testing

@testable import Catalog

@Suite("The catalogue's data file")
struct CatalogReaderTests {
    @Test("Blocks are read in order, with their properties")
    func readsBlocks() throws {
        let text = try CatalogReader.read(SmallCatalogue.text)
        #expect(
            text.artists.map(\.name) == [
                "Miles Davis", "Björk", "The Miles Davis Quintet", "坂本龍一", "Røyksopp",
            ])
        #expect(text.artists[0].realName == "Miles Dewey Davis III")
        #expect(text.artists[0].variations == ["M. Davis", "マイルス・デイビス"])
        #expect(text.artists[0].urls == ["https://www.milesdavis.com"])
        #expect(text.artists[2].members == ["Miles Davis", "Red Garland"])
        #expect(text.artists[3].aliases == ["Ryuichi Sakamoto"])
        #expect(text.labels[1].parent == "Columbia")
        #expect(text.labels[0].urls == ["https://columbiarecords.com"])
        #expect(text.works.map(\.title) == ["Kind Of Blue", "Debut", "Melody A.M."])
        #expect(text.works.map(\.isMaster) == [true, true, false])
    }

    @Test("A record's lists, tracks and credits are read")
    func readsWorks() throws {
        let works = try CatalogReader.read(SmallCatalogue.text).works
        #expect(works[0].year == 1959)
        #expect(works[0].styles == ["Modal", "Hard Bop"])
        #expect(works[0].credits[0] == .init(name: "Bill Evans", role: "Piano"))
        #expect(
            works[0].tracks == [
                .init(position: "", title: "Side One", duration: ""),
                .init(position: "A1", title: "So What", duration: "9:22"),
                .init(position: "A2", title: "Freddie Freeloader", duration: ""),
            ])
        #expect(works[1].genres == ["Electronic", "Folk, World, & Country"])
        #expect(
            works[2].artists == [.init(name: "Røyksopp", join: "&"), .init(name: "坂本龍一")])
    }

    @Test("A release line has date, country, formats, labels and barcode")
    func readsReleases() throws {
        let works = try CatalogReader.read(SmallCatalogue.text).works
        let first = works[0].releases[0]
        #expect(first.date == "1959-08-17")
        #expect(first.year == 1959)
        #expect(first.country == "US")
        #expect(
            first.formats == [
                .init(name: "Vinyl", quantity: 1, descriptions: ["LP", "Album", "Mono"])
            ])
        #expect(
            first.labels == [
                .init(name: "Columbia", number: "CL 1355"), .init(name: "CBS", number: "62066"),
            ])
        #expect(first.notes == "First pressing.")
        #expect(first.identifiers == [.init(type: "Matrix / Runout", value: "XLP 47324")])
        let second = works[0].releases[1]
        #expect(second.title == "Kind Of Blue (50th Anniversary)")
        #expect(second.formats.map(\.quantity) == [2, 1])
        #expect(second.formats.map(\.name) == ["CD", "DVD"])
        #expect(second.barcode == "8 86972 71052 9")
        let third = works[2].releases[0]
        #expect(third.date.isEmpty && third.country.isEmpty && third.year == 0)
        #expect(third.labels == [.init(name: "One Little Indian", number: "none")])
    }

    @Test("Lines may end in CR LF, and the last one without an end")
    func readsOtherLineEnds() throws {
        let text = try CatalogReader.read("artist A\r\n  profile: P\r\nlabel B")
        #expect(text.artists == [.init(name: "A", profile: "P")])
        #expect(text.labels == [.init(name: "B")])
    }

    @Test("The bundled data file is read without complaint")
    func readsBundledFile() throws {
        #expect(try !SampleCatalog.bundledText().works.isEmpty)
    }

    private static let record = "\n  by: A\n  track: 1 | T |"

    @Test(
        "What is wrong is told with its line",
        arguments: [
            ("artist A\n   profile: x", "line 2: indented by 3 columns; expected 0, 2 or 4"),
            (
                "singer A",
                "line 1: unknown block 'singer'; expected artist, label, master or release"
            ),
            ("none A", "line 1: unknown block 'none'; expected artist, label, master or release"),
            ("artist", "line 1: 'artist' without a value"),
            ("artist A\n  colour: red", "line 2: unknown property 'colour' of artist"),
            ("label A\n  colour: red", "line 2: unknown property 'colour' of label"),
            ("master A\n  colour: red", "line 2: unknown property 'colour' of master"),
            ("# x\n  profile: x", "line 2: a property before the first block"),
            ("artist A\n  profile", "line 2: 'profile' without a value"),
            ("artist A\n  profile:", "line 2: 'profile' without a value"),
            ("artist A\nartist A", "line 2: 'artist A' is there already"),
            ("master A\n    notes: x", "line 2: a line of a release, but no release before it"),
            (
                "master A\n  by: B | &",
                "line 2: 2 fields between bars; expected NAME, or NAME | JOIN | NAME"
            ),
            ("master A\n  year: 59", "line 2: '59' is not a year"),
            ("master A\n  year: 1959-08-17", "line 2: '1959-08-17' is not a year"),
            ("master A\n  credit: B", "line 2: 1 fields between bars; expected NAME | ROLE"),
            ("master A\n  credit: B |", "line 2: 'NAME | ROLE' without a value"),
            (
                "master A\n  track: A1",
                "line 2: 1 fields between bars; expected POSITION | TITLE | DURATION"
            ),
            ("master A\n  track: A1 | |", "line 2: 'track' without a value"),
            ("master A\n  track: A1 | B | 9", "line 2: '9' is not a duration; expected m:ss"),
            ("master A\n  track: A1 | B | 9:x", "line 2: '9:x' is not a duration; expected m:ss"),
            (
                "master A\n  release: 1959",
                "line 2: 1 fields between bars; "
                    + "expected DATE | COUNTRY | FORMATS | LABELS | BARCODE"
            ),
            (
                "master A\n  release: 17.8.1959 | US | CD | B |",
                "line 2: '17.8.1959' is not a date; expected YYYY or YYYY-MM-DD"
            ),
            (
                "master A\n  release: 1959-13-01 | US | CD | B |",
                "line 2: '1959-13-01' is not a date; expected YYYY or YYYY-MM-DD"
            ),
            ("master A\n  release: 1959 | US | | B |", "line 2: 'format' without a value"),
            ("master A\n  release: 1959 | US | CD | |", "line 2: 'label' without a value"),
            (
                "master A\n  issue: 1959 | US | CD | B |",
                "line 2: unknown property 'issue' of master"
            ),
            (
                "release A\n  issue: 1959 | US | CD | B |\n  issue: 1959 | US | CD | B |",
                "line 3: a release without a master has only one issue"
            ),
            (
                "master A\n  release: 1959 | US | CD | B |\n    colour: red",
                "line 3: unknown property 'colour' of one of its releases"
            ),
            (
                "master A\n  release: 1959 | US | CD | B |\n    identifier: Barcode",
                "line 3: 1 fields between bars; expected TYPE | VALUE"
            ),
            (
                "master A\n  release: 1959 | US | CD | B |\n  year: 1959\n    notes: x",
                "line 4: a line of a release, but no release before it"
            ),
            ("master A\n  year: 1959", "line 1: master A has no by"),
            ("master A\n  by: B\nartist C", "line 1: master A has no release"),
            ("release A\n  by: B", "line 1: release A has no issue"),
            ("master A\n  by: B\n  release: 1959 | US | CD | B |", "line 1: master A has no track"),
        ])
    func tellsTheLine(_ text: String, _ message: String) throws {
        let error = #expect(throws: CatalogFormatError.self) { try CatalogReader.read(text) }
        #expect(error?.description == message)
    }
}
