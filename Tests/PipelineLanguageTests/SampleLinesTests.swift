import FuzzTargets
import Testing

@testable import PipelineLanguage

@Suite struct SampleLinesTests {
    /// The lines of the language's description, as people type them.
    static let lines = [
        #"search artist="Miles Davis" format=vinyl | page 2 | export csv"#,
        #"search artist="Sun Ra" type=release | limit 200 | where year=1955..1965 | sort year"#,
        #"release @3"#,
        #"search barcode=5012394144777 | each release $.id | select title year "#
            + "catno=labels.catno",
        #"master-versions 5460 | where country=Japan format~LP | export markdown"#,
        #"wantlist | each marketplace-stats $.id | where lowest_price.value<=25 num_for_sale>0 "#
            + "| sort lowest_price.value",
        #"collection | group basic_information.labels.name count avg:rating | sort -count "#
            + "| limit 20",
        #"let mine = collection"#,
        #"search label="Blue Note" year=1964 type=release | where not id in $mine.id"#,
        #"inventory | each price-suggestions $.release.id | export csv reprice.csv"#,
        #"read barcodes.txt | each try { search barcode=$.value | limit 1 } "#
            + "| export csv intake.csv",
        #"search style="Deep House" country=US year=1992 type=release | uniq master_id | count"#,
        #"artist-releases $1 | where role=Main | chart year"#,
        #"wantlist | as tsv | ! cut -f2 | sort | uniq -c | sort -rn | head"#,
        #"search artist="Sun Ra" | where yaer<1960"#,
        #"flatten tracklist | select title tracklist.title"#,
    ]

    @Test("lines people type are already canonical", arguments: lines)
    func areCanonical(_ line: String) {
        #expect(canonical(line) == line + "\n")
        #expect(canonical(line, mode: .interactive) == line + "\n")
    }

    @Test("all of them make one script")
    func makeOneScript() {
        let text = Self.lines.joined(separator: "\n")
        let result = parse(text)
        #expect(result.statements.count == Self.lines.count)
        let again = parse(Formatter.text(of: result.script))
        #expect(again.script.withoutSpans == result.script.withoutSpans)
    }

    @Test("'!' may stand without a blank behind it")
    func tightShell() {
        #expect(
            pipeline("wantlist | as tsv | !cut -f2 | sort")?.shellCommand?.value
                == "cut -f2 | sort")
    }
}
