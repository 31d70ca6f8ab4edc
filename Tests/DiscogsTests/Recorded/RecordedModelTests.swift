import Records
import Testing

@testable import Discogs

@Suite("Recorded replies", .enabled(if: RecordedReply.isThere, "no recordings beside the package"))
struct RecordedModelTests {
    @Test("are there for every endpoint that answers with rows, but these")
    func coverage() {
        let names = Set(RecordedReply.all.map(\.endpoint.name))
        let expected = Endpoint.all.filter { $0.reply.model != nil }.map(\.name)
        // Nobody has published one.
        #expect(Set(expected).subtracting(names) == ["collection-folder-edit", "collection-value"])
        #expect(RecordedReply.all.count >= 100)
    }

    @Test("become models and come back whole", arguments: RecordedReply.all)
    func roundTrip(reply: RecordedReply) throws {
        let model = try #require(reply.endpoint.reply.model)
        for row in try reply.rows() {
            let written = try model.fromAPIResponse(row).toDictionary()
            #expect(differences(.object(written), row, at: "") == [])
        }
    }

    @Test("with pages say which", arguments: RecordedReply.all.filter(\.endpoint.reply.isPaged))
    func pagination(reply: RecordedReply) throws {
        let body = try reply.body()
        let page = try Pagination.fromAPIResponse(body)
        #expect(page.page >= 1 && page.pages >= page.page && page.perPage >= 1)
        let hasNext = body["pagination"]?["urls"]?["next"] != nil
        #expect((page.page < page.pages) == hasNext)
    }

    /// Members of the recording that the model lacks or changed. Numbers may have been text,
    /// and an unknown one 0 or empty.
    private func differences(
        _ written: JSONValue?, _ recorded: JSONValue, at path: String
    ) -> [String] {
        switch (written, recorded) {
        case (.object(let ours), .object(let theirs)):
            return theirs.members.flatMap {
                differences(ours[$0.key], $0.value, at: "\(path).\($0.key)")
            }
        case (.array(let ours), .array(let theirs)) where ours.count == theirs.count:
            return zip(ours, theirs).flatMap { differences($0, $1, at: "\(path)[]") }
        case (.null, .int(0)), (.null, .string("")):
            return []
        case (let ours?, .string(let text)) where ours.doubleValue != nil:
            return ours.doubleValue == Double(text) ? [] : ["\(path): \(text)"]
        case (let ours?, _) where ours.doubleValue != nil && recorded.doubleValue != nil:
            return ours.doubleValue == recorded.doubleValue ? [] : ["\(path): \(recorded)"]
        default:
            return written == recorded ? [] : ["\(path): \(recorded)"]
        }
    }
}
