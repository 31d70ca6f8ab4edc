extension TokenWindow.Reading {
    /// - Parameter header: the text of a header, whatever it is.
    init(status: Int, retryAfter: Duration?, header: (_ name: String) -> String?) {
        func number(_ name: String) -> Int? { header(name).flatMap { Int($0) } }
        self.init(
            limit: number("X-Discogs-Ratelimit"), used: number("X-Discogs-Ratelimit-Used"),
            remaining: number("X-Discogs-Ratelimit-Remaining"), isRefusal: status == 429,
            retryAfter: retryAfter)
    }
}
