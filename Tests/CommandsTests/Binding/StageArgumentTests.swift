import Testing

@testable import Commands

@Suite("Arguments of stages")
struct StageArgumentTests {
    @Test(
        "What is wrong with them is told with its place",
        arguments: [
            ("limit", ["«limit» limit needs a number → usage: limit N"]),
            ("limit x", ["«x» 'x' is not a whole number of at least 0 → usage: limit N"]),
            ("limit -1", ["«-1» '-1' is not a whole number of at least 0 → usage: limit N"]),
            ("limit 1,2", ["«1,2» '1,2' is not a whole number of at least 0 → usage: limit N"]),
            ("limit 1 2", ["«2» limit does not take this → usage: limit N"]),
            (
                "limit n=1",
                [
                    "«limit n=1» limit needs a number → usage: limit N",
                    "«n» limit has no parameter 'n' → usage: limit N",
                ]
            ),
            ("skip -3", ["«-3» '-3' is not a whole number of at least 0 → usage: skip N"]),
            ("page", ["«page» page needs a number → usage: page N | A..B"]),
            ("page 0", ["«0» '0' is not a page → pages count from 1: page 2, page 1..3, page 4.."]),
            ("page x", ["«x» 'x' is not a page → pages count from 1: page 2, page 1..3, page 4.."]),
            (
                "page 3..2",
                ["«3..2» '3..2' is not a page → pages count from 1: page 2, page 1..3, page 4.."]
            ),
            (
                "page ..",
                ["«..» '..' is not a page → pages count from 1: page 2, page 1..3, page 4.."]
            ),
            (
                "page 9223372036854775807",
                [
                    "«9223372036854775807» '9223372036854775807' is not a page"
                        + " → pages count from 1: page 2, page 1..3, page 4.."
                ]
            ),
            (
                "page 0..2",
                ["«0..2» '0..2' is not a page → pages count from 1: page 2, page 1..3, page 4.."]
            ),
            (
                "per-page 101",
                ["«101» '101' is not a page size → Discogs gives 1 to 100 rows a page"]
            ),
            ("per-page 0", ["«0» '0' is not a page size → Discogs gives 1 to 100 rows a page"]),
            ("per-page", ["«per-page» per-page needs a number → usage: per-page N"]),
            ("count x", ["«x» count does not take this → usage: count"]),
            (
                "count > x",
                [
                    "«>» count does not take this → a stage writes files: | export csv",
                    "«x» count does not take this → usage: count",
                ]
            ),
            ("select", ["«select» select needs a field → usage: select FIELD… NAME=FIELD…"]),
            (
                "select \"\"",
                ["«\"\"» a field's name is missing → usage: select FIELD… NAME=FIELD…"]
            ),
            ("select a=title,year", ["«a=title,year» 'a' can name one field only → write a=title"]),
            ("sort", ["«sort» sort needs a field → usage: sort FIELD… (-FIELD: descending)"]),
            (
                "sort -",
                ["«-» a field's name is missing → usage: sort FIELD… (-FIELD: descending)"]
            ),
            (
                "sort a=year",
                ["«a» sort has no parameter 'a' → usage: sort FIELD… (-FIELD: descending)"]
            ),
            ("show a=year", ["«a» show has no parameter 'a' → usage: show [FIELD…]"]),
            ("as", ["«as» as needs a format → usage: as FORMAT"]),
            (
                "as xml",
                [
                    "«xml» 'xml' is not a format"
                        + " → one of table, json, jsonl, csv, tsv, markdown, html, yaml"
                ]
            ),
            ("as csv x", ["«x» as does not take this → usage: as FORMAT"]),
            (
                "export table",
                [
                    "«table» 'table' is not a format → one of json, jsonl, csv, tsv, markdown, html, yaml, xlsx, sqlite"
                ]
            ),
            ("export cvs", ["«cvs» 'cvs' is not a format → did you mean 'csv'?"]),
            (
                "export csv x.csv y",
                [
                    "«y» export does not take this"
                        + " → usage: export [FORMAT] [FILE] [OPTION=VALUE…]"
                ]
            ),
            (
                "export csv overwrite=maybe",
                ["«maybe» 'maybe' is not a value of overwrite → overwrite is yes or no"]
            ),
            (
                "export csv replace=yes",
                [
                    "«replace» export has no parameter 'replace'"
                        + " → usage: export [FORMAT] [FILE] [OPTION=VALUE…]"
                ]
            ),
            (
                "where title~/[/",
                [
                    "«/[/» this is no regular expression → plain text goes without slashes: title~text"
                ]
            ),
            (
                "where year<1955..1965",
                [
                    "«1955..1965» an order needs one value"
                        + " → lists and ranges go with =, as in year=1955..1965"
                ]
            ),
            (
                "where year>1,2",
                [
                    "«1,2» an order needs one value"
                        + " → lists and ranges go with =, as in year=1955..1965"
                ]
            ),
            ("where year=1965..1955", ["«1965..1955» this range ends before it begins"]),
        ])
    func wrong(stage: String, problems: [String]) async {
        let session = TestSession(.script)
        let ran = await session.run("search x | \(stage)")
        #expect(ran.problems == problems)
        #expect(ran.requests == [])
        #expect(session.exports.names == [])
    }
}
