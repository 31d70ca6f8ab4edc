import Discogs
import FoundationEssentials

/// A folder of replies that Discogs gave, with an `INDEX.tsv` that says what each one answers.
///
/// The index has a line of column names; `file`, `answers` (`GET /releases/1?curr_abbr=USD`) and
/// `status` are needed, `kind` is optional.
package struct RecordedReplies: Sendable {
    package let replies: [RecordedReply]

    package init(_ replies: [RecordedReply]) { self.replies = replies }

    /// - Throws: when there is no readable index in the folder.
    package init(folder: String) throws {
        let data = try Data(contentsOf: URL(filePath: folder + "/INDEX.tsv"))
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        let columns = lines.first ?? []
        replies = lines.dropFirst().compactMap { line in
            RecordedReply(
                Dictionary(zip(columns, line), uniquingKeysWith: { first, _ in first }),
                folder: folder)
        }
    }

    /// The recorded reply that fits best: the same method, path, page and filters, and as many
    /// of the other parameters as possible.
    func reply(to request: DiscogsRequest) -> SimulatedReply? {
        var best: (reply: RecordedReply, score: Int)?
        for reply in replies {
            guard let score = reply.score(for: request) else { continue }
            if best.map({ score > $0.score }) ?? true { best = (reply, score) }
        }
        return best?.reply.read()
    }

    /// A successful reply to a documented request such as `GET /lists/{list_id}`.
    func replyOfSameShape(as request: DiscogsRequest) -> SimulatedReply? {
        replies.first { $0.isSuccess && $0.hasShape(of: request) }?.read()
    }
}
