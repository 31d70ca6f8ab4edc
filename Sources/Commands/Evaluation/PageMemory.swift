import Discogs

/// Answers that the last source already got: what a later line continues is not fetched again.
///
/// It holds one pipeline's answers, those of `each` too, and a bounded number of rows; it is no cache,
/// since a line that begins with a source gets a new one.
package actor PageMemory {
    private var answers: [DiscogsRequest: DiscogsResponse] = [:]
    private var rowCount = 0
    /// Requests that somebody waits for: whoever asks for the same gets the same answer.
    private var underWay: [DiscogsRequest: Task<DiscogsResponse, any Error>] = [:]
    private let capacity: Int

    /// - Parameter capacity: how many rows are kept. The first ones are: whoever reads again begins
    ///   there.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    func answer(to request: DiscogsRequest) -> DiscogsResponse? { answers[request] }

    /// What is known, or the answer of `ask`.
    func answer(
        to request: DiscogsRequest,
        orAsk ask: @escaping @Sendable () async throws -> DiscogsResponse
    ) async throws -> DiscogsResponse {
        while answers[request] == nil, let other = underWay[request] {
            let result = await other.result
            try Task.checkCancellation()
            guard case .failure(let error) = result, error is CancellationError else {
                return try result.get()
            }
            // Who asked first was cancelled, and we were not.
            end(other, request)
        }
        if let known = answers[request] { return known }
        let task = Task { try await ask() }
        underWay[request] = task
        defer { end(task, request) }
        let response = try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
        remember(response, to: request)
        return response
    }

    private func end(_ task: Task<DiscogsResponse, any Error>, _ request: DiscogsRequest) {
        if underWay[request] == task { underWay[request] = nil }
    }

    private func remember(_ response: DiscogsResponse, to request: DiscogsRequest) {
        let rows = response.body.objectValue?.members.lazy.compactMap(\.value.arrayValue?.count)
            .max()
        guard answers[request] == nil, rowCount + (rows ?? 1) <= capacity else { return }
        rowCount += rows ?? 1
        answers[request] = response
    }
}
