import ArgumentParser

/// How long a script may run: `90`, `90s`, `10m`, `2h30m`.
struct TimeLimit: ExpressibleByArgument, Sendable, Hashable {
    let duration: Duration
    /// As it was written.
    let text: String

    enum Failure: Error {
        /// The prompt was given one.
        case isForScripts
        /// A script has run so long.
        case exceeded(TimeLimit)
    }

    init?(argument: String) {
        var seconds = 0
        var number: Int?
        var lastUnit = Int.max
        for character in argument {
            if let digit = character.wholeNumberValue, character.isASCII {
                number = (number ?? 0) * 10 + digit
                guard number ?? 0 <= Self.most else { return nil }
                continue
            }
            // Each unit once, the larger ones first.
            guard let unit = Self.units[character], unit < lastUnit, let count = number else {
                return nil
            }
            seconds += count * unit
            lastUnit = unit
            number = nil
        }
        if let number {
            // Alone it is seconds; behind a unit it might be anything.
            guard lastUnit == .max else { return nil }
            seconds = number
        }
        guard seconds > 0, seconds <= Self.most else { return nil }
        duration = .seconds(seconds)
        text = argument
    }

    private static let units: [Character: Int] = ["h": 3600, "m": 60, "s": 1]
    /// A year.
    private static let most = 31_536_000
}
