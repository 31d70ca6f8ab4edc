/// The columns of the full-text index `entry`, whose row ids are those of artists, labels,
/// masters and releases.
enum SearchColumn: String, CaseIterable {
    case artist, anv, title, label, credit, track, genre, style, country, format, year, catno
    case barcode
}

/// A row of the full-text index: the texts by which something is found.
struct SearchEntry {
    var artist = ""
    /// Name variations of the artists.
    var anv = ""
    var title = ""
    var label = ""
    var credit = ""
    var track = ""
    var genre = ""
    var style = ""
    var country = ""
    var format = ""
    var year = ""
    /// Each number as it is and as one word.
    var catno = ""
    /// Each as one word.
    var barcode = ""

    init() {}

    /// What all releases of a work have in common.
    init(_ work: CatalogText.Work) {
        artist = Self.folded(work.artists.lazy.map(\.name))
        title = SearchableText.folded(work.title)
        credit = Self.folded(work.credits.lazy.map(\.name))
        track = Self.folded(work.tracks.lazy.map(\.title))
        genre = Self.folded(work.genres)
        style = Self.folded(work.styles)
    }

    /// The entry of one of the releases.
    func completed(by release: CatalogText.Release, year: Int64) -> SearchEntry {
        var entry = self
        if let title = release.title { entry.title = SearchableText.folded(title) }
        entry.label = Self.folded(release.labels.lazy.map(\.name))
        entry.country = SearchableText.folded(release.country)
        entry.format = Self.folded(release.formats.lazy.flatMap { [$0.name] + $0.descriptions })
        entry.year = year == 0 ? "" : String(year)
        let numbers = release.labels.map(\.number)
        entry.catno = Self.folded(numbers + numbers.map(SearchableText.number))
        let barcodes = release.identifiers.lazy.filter { $0.type == "Barcode" }.map(\.value)
        entry.barcode = Self.folded(([release.barcode] + barcodes).map(SearchableText.number))
        return entry
    }

    static func folded(_ texts: some Sequence<String>) -> String {
        // `joined` is not specialised for lazy sequences, and takes a tenth of the whole load.
        var lines = ""
        for text in texts {
            if !lines.isEmpty { lines += "\n" }
            lines += text
        }
        return SearchableText.folded(lines)
    }
}
