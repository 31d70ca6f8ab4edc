import NIOHTTP1

/// Reads the `Retry-After` header: seconds, or an HTTP date.
enum RetryAfter {
    /// - Parameter wallClock: seconds since 1970; asked only when a date comes without the
    ///   server's own `Date`, which is better as it needs no agreement of clocks.
    /// - Returns: nil when the header is missing or not readable.
    static func pause(in headers: HTTPHeaders, wallClock: () -> Int64) -> Duration? {
        guard let text = headers.first(name: "Retry-After") else { return nil }
        if text.utf8.count <= 9, let seconds = UInt32(text) { return .seconds(seconds) }
        guard let then = secondsSince1970(text) else { return nil }
        let now = headers.first(name: "Date").flatMap(secondsSince1970) ?? wallClock()
        return .seconds(max(0, then - now))
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that may still be sent (RFC 9110).
    static func secondsSince1970(_ date: String) -> Int64? {
        let words = date.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]),
            let month = months.firstIndex(of: String(words[2])), let year = Int64(words[3]),
            (1970...9999).contains(year), (1...31).contains(day)
        else { return nil }
        let time = words[4].split(separator: ":").map { Int64($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        // Years that begin in March make the leap day the last one.
        let marchMonth = Int64((month + 10) % 12)
        let marchYear = month < 2 ? year - 1 : year
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let days = 365 * marchYear + leapDays + dayOfYear - daysBefore1970
        return ((days * 24 + hour) * 60 + minute) * 60 + second
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// From 1 March of the year 0.
    private static let daysBefore1970: Int64 = 719_468
}
