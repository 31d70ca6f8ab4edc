#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A moment of the calendar, in UTC.
struct WallTime: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    init(seconds: Int64, milliseconds: Int64 = 0) {
        self.milliseconds = seconds * 1000 + milliseconds
    }

    static var now: WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(
            seconds: Int64(time.tv_sec), milliseconds: Int64(time.tv_nsec) / 1_000_000)
    }

    static func < (a: WallTime, b: WallTime) -> Bool { a.milliseconds < b.milliseconds }

    /// Days since 1970-01-01.
    var day: Int64 {
        (milliseconds - (milliseconds % dayLength + dayLength) % dayLength) / dayLength
    }

    /// `2026-02-03T04:05:06.789Z`
    var text: String {
        let (year, month, dayOfMonth) = Self.date(ofDay: day)
        let rest = milliseconds - day * dayLength
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        let time =
            "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):"
            + "\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))"
        return "\(date)T\(time)Z"
    }

    /// The Gregorian date. Years are counted from March, so that a leap day ends one, and in
    /// spans of 400 years, which all have the same number of days.
    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let fromMarch0 = day + 719_468
        let span = (fromMarch0 - (fromMarch0 % 146_097 + 146_097) % 146_097) / 146_097
        let dayOfSpan = fromMarch0 - span * 146_097
        let yearOfSpan =
            (dayOfSpan - dayOfSpan / 1460 + dayOfSpan / 36_524 - dayOfSpan / 146_096) / 365
        let dayOfYear = dayOfSpan - (365 * yearOfSpan + yearOfSpan / 4 - yearOfSpan / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            span * 400 + yearOfSpan + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }
}

private let dayLength: Int64 = 86_400_000

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
