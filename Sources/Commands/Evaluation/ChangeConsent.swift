/// Whether the person at the prompt agrees to what a line changes on Discogs. One question is asked
/// at a time, and after "all" none any more.
actor ChangeConsent {
    private var agreesToAll = false

    /// - Throws: `RunDeclined`.
    func ask(_ question: String, ofMany isOneOfMany: Bool, on console: any Console) async throws {
        guard !agreesToAll else { return }
        console.progress(nil)
        guard isOneOfMany else {
            guard await console.confirm(question) else { throw RunDeclined() }
            return
        }
        switch await console.choose(question) {
        case .no: throw RunDeclined()
        case .yes: break
        case .all: agreesToAll = true
        }
    }
}
