import Records
import Testing

@testable import Output

@Suite("Links")
struct LinkTests {
    private static let page = "https://www.discogs.com/master/5460"
    private static let open = "\u{1B}]8;;\(page)\u{1B}\\"
    private static let close = "\u{1B}]8;;\u{1B}\\"

    private func table(
        _ rows: [Row], kind: RowKind = .searchResult, columns: [String]? = nil, width: Int = 60,
        showsLinks: Bool = true, page: String? = LinkTests.page
    ) throws -> String {
        try written(
            rows, as: .table,
            RowWriterOptions(
                columns: columns, kind: kind,
                terminal: TerminalStyle(width: width, isColored: true, showsLinks: showsLinks),
                page: { _ in page }))
    }

    private func withoutLinks(_ text: String) -> String {
        text.replacing(/\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/, with: "")
    }

    @Test("The title of a row, and nothing else of it, leads to its page")
    func title() throws {
        let rows: [Row] = [
            ["type": "master", "title": "Kind Of Blue", "year": "1959", "id": 5460],
            ["type": "master", "title": "千のナイフ", "year": "1978", "id": 103612],
        ]
        let text = try table(rows)
        #expect(text.contains("  master  \(Self.open)Kind Of Blue\(Self.close)  1959    5460\n"))
        #expect(text.contains("  \(Self.open)千のナイフ\(Self.close)    1978  103612\n"))
        #expect(text.split(separator: Self.open).count == 3)
    }

    @Test("A table with links is as wide as one without", arguments: [12, 20, 33, 40, 80, 132])
    func widths(_ width: Int) throws {
        let rows = try SampleRows.search()
        let plain = try table(rows, width: width, showsLinks: false)
        let linked = try table(rows, width: width)
        #expect(linked != plain)
        #expect(withoutLinks(linked) == plain)
    }

    @Test("A title that is cut leads there as far as it is shown, one that is empty not at all")
    func cut() throws {
        let rows: [Row] = [
            ["title": .string(String(repeating: "long ", count: 20))], ["title": "", "x": 1],
        ]
        let lines = try table(rows, kind: .other, columns: ["title"], width: 20)
            .split(separator: "\n")
        #expect(lines[2].hasSuffix("\(Self.open)long long long l…\(Self.close)"))
        #expect(!lines[3].contains("\u{1B}]8"))
    }

    @Test(
        "Each kind of row of Discogs has a title that leads to its page, or an id",
        arguments: RowKind.allCases.filter { ![.other, .logEntry].contains($0) })
    func kinds(_ kind: RowKind) throws {
        let fields = TableColumns(kind: kind)?.names ?? []
        let rows = [Row(fields.map { ($0, .string($0)) })]
        let text = try table(rows, kind: kind, width: 300)
        let linked = text.split(separator: Self.open).last?.prefix { $0 != "\u{1B}" } ?? ""
        #expect(text.contains(Self.open))
        #expect(TableColumns.isTitle(String(linked)) || kind == .order && linked == "id")
    }

    @Test("Fields of others in a row do not lead to the row's page")
    func chosen() throws {
        let rows: [Row] = [["labels": [["name": "Columbia"]], "title": "A", "id": 7]]
        #expect(
            try table(rows, columns: ["labels.name", "title"]).contains(
                "\(Self.open)A\(Self.close)"))
        #expect(try !table(rows, columns: ["labels.name"]).contains("\u{1B}]8"))
        #expect(
            try table(rows, columns: ["labels.name", "id"]).contains("\(Self.open)7\(Self.close)"))
    }

    @Test(
        "Only pages of discogs.com are linked, and no address ends its sequence early",
        arguments: [
            "http://www.discogs.com/master/1", "https://www.discogs.com.evil.org/",
            "https://evil.org/https://www.discogs.com/", "https://www.discogs.com/a b",
            "https://www.discogs.com/\u{1B}\\\u{1B}[2J", "https://www.discogs.com/\u{7}",
            "https://www.discogs.com/\u{9C}", "https://www.discogs.com/é", "javascript:1", "",
        ])
    func addresses(_ address: String) throws {
        let rows: [Row] = [["title": "Kind Of Blue"]]
        let plain = try table(rows, showsLinks: false)
        #expect(try table(rows, page: address) == plain)
        #expect(try table(rows, page: nil) == plain)
        let style = TerminalStyle(width: 80, isColored: true, showsLinks: true)
        let card = Card.render(
            try SampleRows.release(), kind: .release, style: style, address: address)
        #expect(!card.contains("\u{1B}]8"))
    }

    @Test("The title of a card leads to its page, on each of its lines; headings do not")
    func card() throws {
        let row = try SampleRows.release()
        let style = TerminalStyle(width: 20, isColored: true, showsLinks: true)
        let card = Card.render(row, kind: .release, style: style, address: Self.page)
        #expect(card.hasPrefix("\u{1B}[1m\(Self.open)Miles Davis – Kind\(Self.close)\u{1B}[22m\n"))
        #expect(card.split(separator: Self.open).count == 3)
        let plain = Card.render(
            row, kind: .release, style: TerminalStyle(width: 20, isColored: true),
            address: Self.page)
        #expect(withoutLinks(card) == plain)
    }

    @Test("A file and a pipe get no links")
    func files() throws {
        let rows = try SampleRows.search()
        for format in OutputFormat.allCases {
            let options = RowWriterOptions(kind: .searchResult, page: { _ in Self.page })
            #expect(try !written(rows, as: format, options).contains(Self.open))
        }
    }
}
