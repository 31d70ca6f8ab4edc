import Records
import Testing

@testable import Discogs

@Suite("Endpoint table")
struct EndpointTableTests {
    @Test("has search, database, marketplace and account, each under a name of its own")
    func names() {
        let names = Endpoint.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            Set(names) == [
                "search", "release", "master", "master-versions", "artist", "artist-releases",
                "label", "label-releases", "inventory", "marketplace-stats",
                "price-suggestions", "identity", "collection", "wantlist",
            ])
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
        #expect(Endpoint.named("master-versions")?.path == "/masters/{master_id}/versions")
        #expect(Endpoint.named("nothing") == nil)
    }

    @Test(
        "Every placeholder of a path is a declared parameter, and the other way round",
        arguments: Endpoint.all)
    func placeholders(endpoint: Endpoint) {
        let inPath = endpoint.parameters.filter { $0.place == .path }
        #expect(endpoint.placeholders == inPath.map(\.name))
        #expect(inPath.allSatisfy { $0.isRequired == ($0.standIn == nil) })
        #expect(inPath.allSatisfy { $0.isPositional || $0.standIn != nil })
        #expect(endpoint.parameters.allSatisfy { $0.place == .path || $0.standIn == nil })
    }

    @Test(
        "Summaries are one sentence that begins with a verb and has no full stop",
        arguments: Endpoint.all)
    func summaries(endpoint: Endpoint) {
        #expect(endpoint.summary.first?.isUppercase == true)
        for summary in [endpoint.summary] + endpoint.parameters.map(\.summary) {
            #expect(summary.contains(" ") && !summary.hasSuffix("."))
        }
        #expect(endpoint.parameters.allSatisfy { $0.summary.first?.isUppercase == false })
    }

    @Test(
        "Parameters have names of their own, allow something, and imply what there is",
        arguments: Endpoint.all)
    func parameters(endpoint: Endpoint) throws {
        let names = endpoint.parameters.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(!names.contains { ["page", "per_page", "sort", "sort_order"].contains($0) })
        for parameter in endpoint.parameters {
            if case .choice(let words) = parameter.kind { #expect(words.count > 1) }
            guard let implied = parameter.implied else { continue }
            let other = try #require(endpoint.parameter(named: implied.name))
            #expect(try other.validated(implied.value) == implied.value)
        }
    }

    @Test("Rows have fields, and what orders them is one of these", arguments: Endpoint.all)
    func reply(endpoint: Endpoint) {
        let reply = endpoint.reply
        #expect(reply.fields.contains("id") || reply.kind == .other)
        #expect(Set(reply.fields).count == reply.fields.count)
        let heads = reply.sortKeys.keys.map { FieldPath($0).head }
        #expect(Set(reply.fields).isSuperset(of: heads))
        #expect(reply.isPaged == (reply.rowsKey != nil))
    }

    @Test(
        "Each endpoint has two to four examples that begin with its name",
        arguments: Endpoint.all)
    func examples(endpoint: Endpoint) {
        #expect((2...4).contains(endpoint.examples.count))
        #expect(endpoint.examples.allSatisfy { "\($0) ".hasPrefix(endpoint.name + " ") })
    }

    @Test("A search has every parameter of the API, and its words need no name")
    func searchParameters() {
        #expect(
            Set(Endpoint.search.parameters.map(\.name)) == [
                "q", "type", "title", "release_title", "credit", "artist", "anv", "label", "genre",
                "style", "country", "year", "format", "catno", "barcode", "track", "submitter",
                "contributor",
            ])
        #expect(Endpoint.search.positionalParameters.map(\.name) == ["q"])
        #expect(Endpoint.search.reply.rowCeiling == 10_000)
        #expect(Endpoint.search.reply.sortKeys.isEmpty)
    }

    @Test("A parameter is found with a hyphen for the underscore")
    func hyphens() {
        #expect(Endpoint.search.parameter(named: "release-title")?.name == "release_title")
        #expect(Endpoint.search.parameter(named: "yaer") == nil)
    }

    @Test("Words that are offered do not repeat")
    func vocabulary() {
        for words in [
            Vocabulary.genres, Vocabulary.styles, Vocabulary.countries, Vocabulary.formats,
            Vocabulary.currencies,
        ] {
            #expect(Set(words).count == words.count)
        }
        #expect(Vocabulary.genres.count == 15)
        #expect(Vocabulary.currencies.count == 12)
    }

    @Test("A path finds its endpoint and the values in it")
    func matching() throws {
        let match = try #require(Endpoint.matching(.get, "/masters/5460/versions"))
        #expect(match.endpoint.name == "master-versions")
        #expect(match.arguments == ["master_id": "5460"])
        let encoded = try #require(Endpoint.matching(.get, "/artists/a%20b"))
        #expect(encoded.arguments == ["artist_id": "a b"])
        #expect(Endpoint.matching(.get, "/database/search")?.endpoint.name == "search")
        #expect(Endpoint.matching(.get, "/masters") == nil)
        #expect(Endpoint.matching(.put, "/masters/5460") == nil)
    }
}

extension Endpoint: CustomTestStringConvertible {
    public var testDescription: String { name }
}
