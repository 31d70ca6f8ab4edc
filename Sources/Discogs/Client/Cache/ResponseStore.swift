/// Where answers are kept between requests, and between runs.
///
/// Nothing of it fails: what cannot be read is not there, and what cannot be written is not kept.
/// Several clients and processes may share one.
public protocol ResponseStore: Sendable {
    /// The answer under a key, of whatever age.
    func find(_ key: ResponseKey) async -> FoundResponse

    /// Keeps an answer in the place of an older one.
    ///
    /// - Parameter ticket: what `find` gave before the request was sent. When something was
    ///   forgotten since, the answer may be older than what was changed, and is not kept.
    func keep(_ response: StoredResponse, under key: ResponseKey, ticket: StoreTicket) async

    /// Forgets answers of one account that are no longer right.
    ///
    /// When that cannot be done, nothing is found any more.
    /// - Parameter isWrong: is asked for each path and query there is.
    func forget(
        in scope: ResponseKey.Scope,
        where isWrong: @Sendable (_ path: String, _ query: String) -> Bool
    ) async
}

/// An answer that is kept.
public struct StoredResponse: Sendable, Hashable {
    /// JSON in UTF-8.
    public let body: [UInt8]
    /// When it was asked for, in seconds since 1970.
    public let time: Int64

    public init(body: [UInt8], time: Int64) {
        self.body = body
        self.time = time
    }
}

/// What a store says of a key.
public struct FoundResponse: Sendable, Hashable {
    /// Nil when there is none.
    public let response: StoredResponse?
    /// Nil when nothing can be kept.
    public let ticket: StoreTicket?

    public init(response: StoredResponse?, ticket: StoreTicket?) {
        self.response = response
        self.ticket = ticket
    }
}

/// How often a store has forgotten something.
public struct StoreTicket: Sendable, Hashable {
    public let number: Int64

    public init(number: Int64) { self.number = number }
}
