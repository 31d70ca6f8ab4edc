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

    /// The moment that `text` writes so; nil for anything else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let form = Array("0000-00-00T00:00:00.000Z".utf8)
        guard bytes.count == form.count else { return nil }
        for (byte, expected) in zip(bytes, form) {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard expected == UInt8(ascii: "0") ? isDigit : byte == expected else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        let time = Self.day(ofYear: year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(seconds: time, milliseconds: number(20..<23))
        // There is no 31st of February.
        guard self.text == text else { return nil }
    }

    private static func day(ofYear year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let span = (year - (year % 400 + 400) % 400) / 400
        let yearOfSpan = year - span * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfSpan = yearOfSpan * 365 + yearOfSpan / 4 - yearOfSpan / 100 + dayOfYear
        return span * 146_097 + dayOfSpan - 719_468
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
