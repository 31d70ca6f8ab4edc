/// Reads the text of a `.env` file; a bad line does not hide the next one.
struct DotEnvParser {
    private(set) var entries: [String: DotEnvFile.Entry] = [:]
    private(set) var problems: [DotEnvFile.Problem] = []

    private let text: [UInt8]
    private var place = 0
    private var line = 1

    init(_ text: String) {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        self.text = bytes
    }

    mutating func parse() {
        while place < text.count {
            let start = line
            do throws(Failure) {
                if let (name, value) = try assignment() {
                    entries[name] = DotEnvFile.Entry(value: value, line: start)
                }
            } catch {
                problems.append(DotEnvFile.Problem(reason: error.reason, line: start))
            }
            skipLine()
        }
    }

    private struct Failure: Error {
        let reason: DotEnvFile.Problem.Reason
    }

    private var byte: UInt8? { place < text.count ? text[place] : nil }

    private mutating func skipBlanks() {
        while let byte, Self.isBlank(byte) { place += 1 }
    }

    private mutating func skipLine() {
        while let byte, byte != Self.newline { place += 1 }
        place += 1
        line += 1
    }

    /// Nil for an empty line and a comment.
    private mutating func assignment() throws(Failure) -> (String, String)? {
        skipBlanks()
        guard let first = byte, first != Self.newline, first != Self.comment else { return nil }
        if text[place...].starts(with: "export".utf8), place + 6 < text.count,
            Self.isBlank(text[place + 6])
        {
            place += 6
            skipBlanks()
        }
        let start = place
        while let byte, byte != Self.newline, byte != Self.equals { place += 1 }
        guard byte == Self.equals else { throw Failure(reason: .noEqualsSign) }
        let name = String(decoding: Self.trimmed(text[start..<place]), as: UTF8.self)
        guard Self.isName(name) else { throw Failure(reason: .badName(name)) }
        place += 1
        let value = try value()
        if value.utf8.contains(0) { throw Failure(reason: .nul) }
        return (name, value)
    }

    private mutating func value() throws(Failure) -> String {
        let start = place
        skipBlanks()
        if let quote = byte, quote == Self.singleQuote || quote == Self.doubleQuote {
            return try quoted(by: quote)
        }
        // A `#` begins a comment after a blank only: `format=7#` keeps its own.
        place = start
        var end = start
        while let byte, byte != Self.newline {
            if byte == Self.comment, place > start, Self.isBlank(text[place - 1]) { break }
            place += 1
            end = place
        }
        return String(decoding: Self.trimmed(text[start..<end]), as: UTF8.self)
    }

    private mutating func quoted(by quote: UInt8) throws(Failure) -> String {
        let (start, startLine) = (place, line)
        var value: [UInt8] = []
        place += 1
        while let byte, byte != quote {
            place += 1
            if byte == Self.newline { line += 1 }
            if byte == Self.backslash, quote == Self.doubleQuote, let escaped = self.byte {
                place += 1
                if escaped == Self.newline { line += 1 }
                value += Self.unescaped(escaped)
            } else if byte != Self.carriageReturn || self.byte != Self.newline {
                value.append(byte)
            }
        }
        guard byte == quote else {
            // The rest of the file may well be sound.
            (place, line) = (start, startLine)
            throw Failure(reason: .unclosedQuote)
        }
        place += 1
        skipBlanks()
        guard byte == nil || byte == Self.newline || byte == Self.comment else {
            throw Failure(reason: .textAfterQuote)
        }
        return String(decoding: value, as: UTF8.self)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let comment = UInt8(ascii: "#")
    private static let equals = UInt8(ascii: "=")
    private static let backslash = UInt8(ascii: "\\")
    private static let singleQuote = UInt8(ascii: "'")
    private static let doubleQuote = UInt8(ascii: "\"")

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == carriageReturn
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return bytes
    }

    /// Names of other programs may have dots and hyphens.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// What a backslash and this character stand for; a backslash before any other stays.
    private static func unescaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): [newline]
        case UInt8(ascii: "r"): [carriageReturn]
        case UInt8(ascii: "t"): [UInt8(ascii: "\t")]
        case doubleQuote, backslash, UInt8(ascii: "$"), UInt8(ascii: "`"): [byte]
        default: [backslash, byte]
        }
    }
}
