import CSimdjson

/// Reads JSON text into a `JSONValue` (simdjson).
///
/// Not safe to share between threads; make one where it is used.
public struct JSONReader: ~Copyable {
    /// Why text is not JSON.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public let reason: String
        public var description: String { reason }
    }

    private let parser: OpaquePointer

    /// - Parameter maximumBytes: a longer text is refused.
    public init(maximumBytes: Int = 256 << 20) {
        guard let parser = csimdjson_create(maximumBytes) else {
            preconditionFailure("no memory for a JSON parser")
        }
        self.parser = parser
    }

    deinit { csimdjson_destroy(parser) }

    /// - Throws: `Failure` for text that is not exactly one JSON value in UTF-8.
    public mutating func read(_ bytes: some ContiguousBytesLike) throws(Failure) -> JSONValue {
        let document = bytes.withBytes { buffer in
            csimdjson_parse(parser, buffer.baseAddress, buffer.count)
        }
        guard document.error == 0, let tape = document.tape, let strings = document.strings else {
            throw Failure(reason: String(cString: csimdjson_error_message(document.error)))
        }
        var walker = TapeWalker(tape: tape, strings: strings)
        return walker.value()
    }
}

/// Bytes in one piece; what `JSONReader` reads.
public protocol ContiguousBytesLike {
    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R
}

extension Array: ContiguousBytesLike where Element == UInt8 {
    public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        withUnsafeBufferPointer(body)
    }
}

extension String: ContiguousBytesLike {
    public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        var copy = self
        return copy.withUTF8(body)
    }
}

extension UnsafeBufferPointer<UInt8>: ContiguousBytesLike {
    public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R { body(self) }
}

extension JSONValue {
    /// Reads one JSON value.
    /// - Throws: `JSONReader.Failure`.
    public init(parsing text: some ContiguousBytesLike) throws(JSONReader.Failure) {
        var reader = JSONReader()
        self = try reader.read(text)
    }
}

/// Walks simdjson's tape, whose format is documented with the library.
private struct TapeWalker {
    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    /// Word 0 is the root.
    var index = 1

    init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
        self.tape = tape
        self.strings = strings
    }

    mutating func value() -> JSONValue {
        let word = tape[index]
        index += 1
        switch UInt8(word >> 56) {
        case UInt8(ascii: "{"): return .object(object(count: Self.count(word)))
        case UInt8(ascii: "["): return .array(array(count: Self.count(word)))
        case UInt8(ascii: "\""): return .string(string(word))
        case UInt8(ascii: "l"): return .int(Int64(bitPattern: nextWord()))
        case UInt8(ascii: "u"): return .double(Double(nextWord()))
        case UInt8(ascii: "d"): return .double(Double(bitPattern: nextWord()))
        case UInt8(ascii: "t"): return .bool(true)
        case UInt8(ascii: "f"): return .bool(false)
        default: return .null
        }
    }

    private mutating func nextWord() -> UInt64 {
        defer { index += 1 }
        return tape[index]
    }

    /// The number of members, which the tape caps at 2^24 - 1.
    private static func count(_ word: UInt64) -> Int { Int((word >> 32) & 0xFFFFFF) }

    private func isEnd(_ mark: UInt8) -> Bool { UInt8(tape[index] >> 56) == mark }

    private mutating func object(count: Int) -> JSONObject {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(count)
        while !isEnd(UInt8(ascii: "}")) {
            let key = string(nextWord())
            members.append((key, value()))
        }
        index += 1
        return JSONObject(parsed: members)
    }

    private mutating func array(count: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(count)
        while !isEnd(UInt8(ascii: "]")) { elements.append(value()) }
        index += 1
        return elements
    }

    private func string(_ word: UInt64) -> String {
        let start = strings + Int(word & 0x00FF_FFFF_FFFF_FFFF)
        let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return String(
            decoding: UnsafeBufferPointer(start: start + 4, count: Int(length)), as: UTF8.self)
    }
}
