import FoundationEssentials
import Records

@testable import Discogs

/// A successful reply of one of our endpoints, recorded from the real service.
struct RecordedReply: Sendable, CustomStringConvertible {
    let endpoint: Endpoint
    let file: URL

    var description: String { file.lastPathComponent }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    func body() throws -> JSONValue { try JSONValue(parsing: bytes()) }

    /// The objects in it that are rows.
    func rows() throws -> [JSONValue] {
        let body = try body()
        guard let key = endpoint.reply.rowsKey else { return [body] }
        return body[key]?.arrayValue ?? []
    }

    /// Where recordings lie beside the package; not everybody has them.
    private static let folder: URL? = {
        let package =
            ProcessInfo.processInfo.environment["MUSICAGENT_PACKAGE"].map {
                URL(filePath: $0, directoryHint: .isDirectory)
            } ?? URL(filePath: #filePath).appending(path: "../../../..").standardized
        let folder = package.appending(path: "../shared/recorded").standardized
        let index = folder.appending(path: "INDEX.tsv")
        return FileManager.default.fileExists(atPath: index.path) ? folder : nil
    }()

    static var isThere: Bool { folder != nil }

    static let all: [RecordedReply] = {
        guard let folder,
            let data = try? Data(contentsOf: folder.appending(path: "INDEX.tsv"))
        else { return [] }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
            .compactMap { line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                let request = cells[1].split(separator: " ", maxSplits: 1)
                let path = request.last?.prefix { $0 != "?" } ?? ""
                guard ["200", "201"].contains(cells[2]), cells[0].hasSuffix(".json"),
                    let method = HTTPMethod(rawValue: String(request[0])),
                    let endpoint = Endpoint.matching(method, String(path))?.endpoint
                else { return nil }
                return RecordedReply(
                    endpoint: endpoint, file: folder.appending(path: String(cells[0])))
            }
    }()
}
