extension Endpoint {
    static let searchEndpoints = [search]

    /// Artists and labels have no tracks, barcodes, years or formats, so a search by one of these
    /// is for releases unless it says otherwise.
    private static let ofReleases = QueryItem("type", "release")

    public static let search = Endpoint(
        "search", "GET /database/search",
        "Search for releases, masters, artists and labels",
        parameters: [
            .query("q", .text, "words to look for anywhere", isPositional: true),
            .query(
                "type", .choice(["release", "master", "artist", "label"]),
                "what to look for"),
            .query("title", .text, "artist and title together: 'Miles Davis - Kind Of Blue'"),
            .query("release_title", .text, "the title of the release"),
            .query("credit", .text, "a name in the credits"),
            .query("artist", .text, "the name of the artist"),
            .query("anv", .text, "a variation of the artist's name"),
            .query("label", .text, "the name of the label"),
            .query("genre", .suggestion(Vocabulary.genres), "the genre"),
            .query("style", .suggestion(Vocabulary.styles), "the style, finer than the genre"),
            .query("country", .suggestion(Vocabulary.countries), "the country of the release"),
            .query(
                "year", .year(allowsRange: true),
                "the year of the release, or a range of years: 1955..1965",
                implying: ofReleases),
            .query(
                "format", .suggestion(Vocabulary.formats),
                "the format, or a word that describes it",
                implying: ofReleases),
            .query("catno", .text, "the catalogue number"),
            .query("barcode", .text, "the barcode, spaced in any way", implying: ofReleases),
            .query("track", .text, "the title of a track", implying: ofReleases),
            .query("submitter", .text, "the user who submitted it"),
            .query("contributor", .text, "a user who edited it"),
        ],
        reply: .pages(
            .searchResult, of: "results", SearchResult.self, rowCeiling: 10_000),
        login: .required, cached: .database,
        examples: [
            #"search artist="Miles Davis" format=vinyl | limit 5"#,
            #"search "Kind of Blue" type=master"#,
            #"search label="Blue Note" year=1955..1965 | select year title catno"#,
            #"search artist="Sun Ra" type=release | where country=US | count"#,
        ])
}
