import Discogs
import FoundationEssentials

/// One recorded reply; its body is read when it is wanted.
package struct RecordedReply: Sendable {
    /// The file of the body, with its folder.
    package let file: String
    package let status: Int
    /// The request that it answers. In a documented one, placeholders are left in the path.
    package let request: DiscogsRequest
    /// Whether it was recorded, not copied from the documentation.
    package let isReal: Bool

    /// Parameters that do not decide which rows there are.
    private static let presentation: Set<String> = [
        "page", "per_page", "sort", "sort_order", "curr_abbr",
    ]
    /// Headers of the recording that a reply keeps.
    private static let keptHeaders: Set<String> = [
        "content-disposition", "content-type", "last-modified", "link", "location",
        "x-discogs-media-type",
    ]

    init?(_ line: [String: String], folder: String) {
        let words = (line["answers"] ?? "").split(separator: " ", maxSplits: 1)
        guard let file = line["file"], let status = line["status"].flatMap({ Int($0) }),
            words.count == 2, let method = HTTPMethod(rawValue: String(words[0])),
            let request = try? DiscogsRequest.received(method, String(words[1]))
        else { return nil }
        self.file = folder + "/" + file
        self.status = status
        self.request = request
        isReal = line["kind"].map { $0.hasPrefix("real") } ?? true
    }

    package var isSuccess: Bool { (200...299).contains(status) }

    /// The reply as it was sent.
    /// - Returns: a fault of the server when the file cannot be read.
    package func read() -> SimulatedReply {
        guard let body = try? Data(contentsOf: URL(filePath: file)) else { return .serverFault }
        return SimulatedReply(status: status, headers: headers(), body: Array(body))
    }

    /// How well it answers a request; nil when it does not.
    func score(for asked: DiscogsRequest) -> Int? {
        guard request.method == asked.method, request.path == asked.path,
            (request.page ?? 1) == (asked.page ?? 1), filters(request) == filters(asked)
        else { return nil }
        let wanted = Set(asked.query)
        let known = Set(request.query)
        return -10 * wanted.symmetricDifference(known).count + (isSuccess ? 5 : 0)
            + (isReal ? 1 : 0)
    }

    /// Whether its placeholders, if there are any, make its path that of the request.
    func hasShape(of asked: DiscogsRequest) -> Bool {
        let pattern = request.path.split(separator: "/")
        let path = asked.path.split(separator: "/")
        guard request.method == asked.method, pattern.count == path.count else { return false }
        // A brace in a path is percent-encoded.
        return zip(pattern, path).allSatisfy { $0 == $1 || $0.hasPrefix("%7B") }
    }

    private func filters(_ request: DiscogsRequest) -> Set<QueryItem> {
        Set(
            request.query.filter {
                !Self.presentation.contains($0.name) && !Login.queryNames.contains($0.name)
            })
    }

    /// From the file beside it, if there is one: `X.json` has `X.headers.txt`.
    private func headers() -> [HeaderField] {
        let stem = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
        guard let data = try? Data(contentsOf: URL(filePath: stem + ".headers.txt")) else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
            .compactMap { line in
                let sides = line.split(separator: ":", maxSplits: 1)
                guard sides.count == 2, Self.keptHeaders.contains(sides[0].lowercased()) else {
                    return nil
                }
                return HeaderField(String(sides[0]), String(sides[1].drop { $0 == " " }))
            }
    }
}
