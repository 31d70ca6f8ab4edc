import Discogs

/// Answers that the last source already got: what a later line continues is not fetched again.
///
/// It holds one source's answers and a bounded number of them; it is no cache, since a line that
/// begins with a source forgets them.
package actor PageMemory {
    private var answers: [DiscogsRequest: DiscogsResponse] = [:]
    private var order: [DiscogsRequest] = []
    private let capacity: Int

    package init(capacity: Int = 128) { self.capacity = capacity }

    func answer(to request: DiscogsRequest) -> DiscogsResponse? { answers[request] }

    func remember(_ response: DiscogsResponse, to request: DiscogsRequest) {
        if answers.updateValue(response, forKey: request) == nil { order.append(request) }
        if order.count > capacity { answers[order.removeFirst()] = nil }
    }

    func forget() {
        answers = [:]
        order = []
    }
}
