/// Whether the person at the prompt agrees to as many requests as the pipelines of `each` send
/// together. One question is asked at a time.
actor RequestConsent {
    private var sent = 0
    private var agreed = PagedRead.requestsWithoutAsking
    private var question: Task<Bool, Never>?

    /// Counts a request that is about to be sent.
    /// - Parameter ask: asks the person, who is told how many were sent.
    /// - Throws: `RunDeclined`.
    func spend(ask: @escaping @Sendable (Int) async -> Bool) async throws {
        while sent >= agreed {
            guard await answer(ask) else { throw RunDeclined() }
            try Task.checkCancellation()
        }
        sent += 1
    }

    private func answer(_ ask: @escaping @Sendable (Int) async -> Bool) async -> Bool {
        if let question { return await question.value }
        let task = Task {
            let isAgreed = await ask(sent)
            if isAgreed { agreed = .max }
            question = nil
            return isAgreed
        }
        question = task
        return await task.value
    }
}
