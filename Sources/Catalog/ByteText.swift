#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A piece of a text in UTF-8, looked at byte by byte: splitting a `String` by characters takes
/// longer than everything else that happens when the catalogue is opened.
struct ByteText {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isEmpty: Bool { bytes.isEmpty }

    var count: Int { bytes.count }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The number that these digits are; nil for anything else.
    var number: Int64? {
        var number: Int64 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), number < 1 << 32 else {
                return nil
            }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return bytes.isEmpty ? nil : number
    }

    /// The number of blanks at the start.
    var indentation: Int {
        var count = 0
        while count < bytes.count, bytes[count] == UInt8(ascii: " ") { count += 1 }
        return count
    }

    func starts(with byte: UInt8) -> Bool { bytes.first == byte }

    /// Without blanks, tabs and carriage returns at both ends.
    var trimmed: ByteText {
        var start = 0
        var end = bytes.count
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return part(start, end)
    }

    /// What stands before and after the first `byte`; nil when there is none.
    func split(at byte: UInt8) -> (before: ByteText, after: ByteText)? {
        guard let place = place(of: byte) else { return nil }
        return (part(0, place), part(place + 1, bytes.count))
    }

    /// The trimmed parts between `byte`s; one part when there is none.
    func fields(at byte: UInt8) -> [ByteText] {
        var fields: [ByteText] = []
        var rest = self
        while let (field, after) = rest.split(at: byte) {
            fields.append(field.trimmed)
            rest = after
        }
        fields.append(rest.trimmed)
        return fields
    }

    private func part(_ start: Int, _ end: Int) -> ByteText {
        ByteText(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    private func place(of byte: UInt8) -> Int? {
        guard let base = bytes.baseAddress, !bytes.isEmpty,
            let found = memchr(base, Int32(byte), bytes.count)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
