/// The record as bytes: 64-bit words, the lowest byte first. A mark, the single numbers, how many
/// there are of each list, the lists, and a checksum over everything before it.
extension WindowRecord {
    /// Raised with every change of the form, as is the name of the files.
    static let mark = UInt64(littleEndian: 0x3230_4D52_4550_414D)  // "MAPERM02"
    private static let headerWords = 12
    private static let (takenWords, endedWords, foreignWords) = (5, 6, 2)
    private static let lapsed: UInt64 = 1 << 32

    /// No more is read, or kept.
    static let longestList = 20_000

    package var bytes: [UInt8] {
        var words: [UInt64] = [
            Self.mark, lastNumber, pause.end.word, pause.pacingEnd.word, UInt64(pause.refusals),
            Self.word(pause.lastRefusal), Self.word(lastTaken), UInt64(learnt?.count ?? 0),
            Self.word(learnt?.instant), UInt64(inFlight.count),
            UInt64(ended.count), UInt64(foreign.count),
        ]
        for taken in inFlight {
            words += [
                taken.number, UInt64(UInt32(bitPattern: taken.owner.id)), taken.owner.start,
                taken.takenAt.word, Self.word(taken.lapsesAt),
            ]
        }
        for entry in ended {
            let flag = entry.hasLapsed ? Self.lapsed : 0
            words += [
                entry.number, UInt64(UInt32(bitPattern: entry.owner.id)) | flag,
                entry.owner.start, entry.sentAt.word, Self.word(entry.answeredAt),
                entry.returnsAt.word,
            ]
        }
        for part in foreign { words += [UInt64(part.count), part.until.word] }
        return Self.sealed(words)
    }

    /// With the checksum behind them.
    private static func sealed(_ words: [UInt64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 8 + 8)
        for word in words + [checksum(words)] {
            withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
        }
        return bytes
    }

    /// What is a record by its mark, its counts and its checksum, whatever the words say: for those
    /// who look for records that do harm.
    package static func forged(
        from words: [UInt64], inFlight: Int, ended: Int, foreign: Int
    ) -> [UInt8] {
        let count =
            headerWords + inFlight * takenWords + ended * endedWords + foreign * foreignWords
        var forged = words.prefix(count) + Array(repeating: 0, count: max(0, count - words.count))
        forged[0] = mark
        forged.replaceSubrange(
            headerWords - 3..<headerWords, with: [inFlight, ended, foreign].map { UInt64($0) })
        return sealed(Array(forged))
    }

    /// Nil for what is not a record as it was written, whole and unchanged, or not one of this
    /// time line.
    package init?(bytes: [UInt8], window: Duration, at now: Duration) {
        guard bytes.count % 8 == 0, bytes.count / 8 > Self.headerWords else { return nil }
        let words = bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
            }
        }
        let counts = words[9..<Self.headerWords]
        guard words[0] == Self.mark, words.last == Self.checksum(words.dropLast()),
            counts.allSatisfy({ $0 <= UInt64(Self.longestList) }),
            words.count == Self.headerWords + Int(words[9]) * Self.takenWords
                + Int(words[10]) * Self.endedWords + Int(words[11]) * Self.foreignWords + 1
        else { return nil }
        self.init(window: window)
        lastNumber = words[1]
        pause = RefusalPause(
            window: window, end: Duration(word: words[2]), pacingEnd: Duration(word: words[3]),
            refusals: Int(words[4] & 0xFF), lastRefusal: Self.time(words[5]))
        lastTaken = Self.time(words[6])
        learnt = Self.time(words[8]).map {
            LearntLimit(count: Int(words[7] & 0x7FFF_FFFF), instant: $0)
        }
        var rest = words[Self.headerWords...]
        for _ in 0..<counts[9] {
            let part = Array(rest.prefix(Self.takenWords))
            rest = rest.dropFirst(Self.takenWords)
            inFlight.append(
                Taken(
                    number: part[0], owner: Self.owner(part[1], part[2]),
                    takenAt: Duration(word: part[3]), lapsesAt: Self.time(part[4])))
        }
        for _ in 0..<counts[10] {
            let part = Array(rest.prefix(Self.endedWords))
            rest = rest.dropFirst(Self.endedWords)
            ended.append(
                Ended(
                    number: part[0], owner: Self.owner(part[1], part[2]),
                    sentAt: Duration(word: part[3]), answeredAt: Self.time(part[4]),
                    hasLapsed: part[1] & Self.lapsed != 0, returnsAt: Duration(word: part[5])))
        }
        for _ in 0..<counts[11] {
            let part = Array(rest.prefix(Self.foreignWords))
            rest = rest.dropFirst(Self.foreignWords)
            foreign.append(
                Foreign(count: Int(part[0] & 0x7FFF_FFFF), until: Duration(word: part[1])))
        }
        guard isPlausible(at: now, window: window) else { return nil }
    }

    /// Whether nothing was sent in the future, and nothing holds for longer than any rule says.
    private func isPlausible(at now: Duration, window: Duration) -> Bool {
        let latest = now + window * 61 + .seconds(3600)
        let past = inFlight.map(\.takenAt) + ended.map(\.sentAt) + [lastTaken].compactMap(\.self)
        let future =
            ended.map(\.returnsAt) + foreign.map(\.until) + [pause.end]
            + [learnt?.instant].compactMap(\.self)
        return past.allSatisfy { $0 <= now } && future.allSatisfy { $0 <= latest }
            && zip(ended, ended.dropFirst()).allSatisfy { $0.returnsAt <= $1.returnsAt }
    }

    /// In the manner of FNV-1a, by words. That one changed word is noticed is certain: each step
    /// can be undone.
    private static func checksum(_ words: some Sequence<UInt64>) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in words {
            sum = (sum ^ word) &* 0x0000_0100_0000_01B3
            // Otherwise the highest bits would reach no others.
            sum ^= sum >> 32
        }
        return sum
    }

    private static let never = UInt64(bitPattern: .min)

    private static func word(_ time: Duration?) -> UInt64 { time?.word ?? never }

    private static func time(_ word: UInt64) -> Duration? {
        word == never ? nil : Duration(word: word)
    }

    private static func owner(_ id: UInt64, _ start: UInt64) -> ProcessIdentity {
        ProcessIdentity(id: Int32(truncatingIfNeeded: id), start: start)
    }
}

extension Duration {
    /// Nanoseconds, rounded up: a token must not come back too early.
    fileprivate var word: UInt64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let part = (attoseconds + 999_999_999) / 1_000_000_000
        let (sum, isTooMuch) = whole.addingReportingOverflow(part)
        return UInt64(bitPattern: isTooLong || isTooMuch ? .max : sum)
    }

    fileprivate init(word: UInt64) { self = .nanoseconds(Int64(bitPattern: word)) }
}
