import Catalog
import Discogs
import Records

/// A catalogue small enough to know by heart.
enum SmallCatalogue {
    static let text = """
        # A comment.
        artist Miles Davis
          real-name: Miles Dewey Davis III
          variation: M. Davis
          variation: マイルス・デイビス
          profile: Trumpeter.
          url: https://www.milesdavis.com

        artist Björk
        artist The Miles Davis Quintet
          member: Miles Davis
          member: Red Garland
        artist 坂本龍一
          alias: Ryuichi Sakamoto
        artist Røyksopp

        label Columbia
          profile: American label.
          url: https://columbiarecords.com
        label Legacy
          parent: Columbia
        label One Little Indian

        master Kind Of Blue
          by: Miles Davis
          year: 1959
          genre: Jazz
          style: Modal, Hard Bop
          credit: Bill Evans | Piano
          credit: Miles Davis | Leader
          track:  | Side One |
          track: A1 | So What | 9:22
          track: A2 | Freddie Freeloader
          release: 1959-08-17 | US | Vinyl: LP, Album, Mono | Columbia = CL 1355; CBS = 62066 |
            notes: First pressing.
            identifier: Matrix / Runout | XLP 47324
          release: 2009-01-00 | Europe | 2x CD: Album + DVD: PAL | Legacy = 88697-27105 2 \
        | 8 86972 71052 9
            title: Kind Of Blue (50th Anniversary)

        master Debut
          by: Björk
          year: 1993
          genre: Electronic, Folk, World, & Country
          style: House
          credit: The Miles Davis Quintet | Inspiration
          track: 1 | Human Behaviour | 4:12
          release: 1993 | UK | CD: Album | One Little Indian = TPLP 31 CD | 5016958022129

        release Melody A.M.
          by: Røyksopp | & | 坂本龍一
          year: 2001
          genre: Electronic
          track: 1 | So Easy | 4:06
          issue:  |  | CD | One Little Indian |
        """

    static func catalog(baseURL: String = "") -> SampleCatalog {
        SampleCatalog(baseURL: baseURL) { try CatalogReader.read(text) }
    }

    static let milesDavis: Int64 = 9_000_000_001
    static let kindOfBlue: Int64 = 9_200_000_001
    static let firstPressing: Int64 = 9_300_000_001
    static let melody: Int64 = 9_300_000_004
}

extension DiscogsSource {
    /// The body of the answer to a GET request.
    func get(_ path: String, _ query: KeyValuePairs<String, String> = [:]) async throws -> JSONValue
    {
        let items = query.map { QueryItem($0.key, $0.value) }
        return try await response(to: .raw(.get, path, query: items)).body
    }

    func search(_ query: KeyValuePairs<String, String>) async throws -> JSONValue {
        try await get("/database/search", query)
    }

    func titles(_ query: KeyValuePairs<String, String>) async throws -> [String] {
        try await search(query).rows("results").map { $0["title"]?.text ?? "" }
    }

    func ids(_ path: String, _ query: KeyValuePairs<String, String> = [:]) async throws -> [Int64] {
        let body = try await get(path, query)
        let rows = body["results"] ?? body["releases"] ?? body["versions"]
        return rows?.arrayValue?.compactMap { $0["id"]?.intValue } ?? []
    }

    func error(_ path: String, _ query: KeyValuePairs<String, String> = [:]) async -> DiscogsError?
    {
        do {
            _ = try await get(path, query)
            return nil
        } catch {
            return error as? DiscogsError
        }
    }
}

extension JSONValue {
    func rows(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }

    /// The value at a path of keys.
    subscript(path: String...) -> JSONValue? {
        path.reduce(Optional(self)) { value, key in
            Int(key).map { place in
                let elements = value?.arrayValue ?? []
                return elements.indices.contains(place) ? elements[place] : nil
            } ?? value?[key]
        }
    }
}
