import Discogs

/// Answers that the last source already got: what a later line continues is not fetched again.
///
/// It holds one source's answers, and a bounded number of rows; it is no cache, since a line that
/// begins with a source gets a new one.
package actor PageMemory {
    private var answers: [DiscogsRequest: DiscogsResponse] = [:]
    private var rowCount = 0
    private let capacity: Int

    /// - Parameter capacity: how many rows are kept. The first ones are: whoever reads again begins
    ///   there.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    func answer(to request: DiscogsRequest) -> DiscogsResponse? { answers[request] }

    func remember(_ response: DiscogsResponse, to request: DiscogsRequest) {
        let rows = response.body.objectValue?.members.lazy.compactMap(\.value.arrayValue?.count)
            .max()
        guard answers[request] == nil, rowCount + (rows ?? 1) <= capacity else { return }
        rowCount += rows ?? 1
        answers[request] = response
    }
}
