import CZlib
import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A reader of ZIP archives whose entries are XML, strict: what it cannot read is no workbook.
enum ZipContents {
    enum Failure: Error {
        case noList
        case damaged(String)
        case noXML(String)
    }

    static func read(_ archive: Data) throws -> [String: String] {
        let bytes = Array(archive)
        guard bytes.count >= 22, number(bytes, bytes.count - 22, 4) == 0x0605_4b50 else {
            throw Failure.noList
        }
        var parts: [String: String] = [:]
        var place = number(bytes, bytes.count - 6, 4)
        for _ in 0..<number(bytes, bytes.count - 12, 2) {
            guard number(bytes, place, 4) == 0x0201_4b50 else { throw Failure.noList }
            let checksum = number(bytes, place + 16, 4)
            let compressed = number(bytes, place + 20, 4)
            let size = number(bytes, place + 24, 4)
            let nameLength = number(bytes, place + 28, 2)
            let offset = number(bytes, place + 42, 4)
            let name = String(
                decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            let start = offset + 30 + number(bytes, offset + 26, 2) + number(bytes, offset + 28, 2)
            let content = inflated(Array(bytes[start..<(start + compressed)]), size: size)
            let end = start + compressed
            guard number(bytes, offset, 4) == 0x0403_4b50,
                content.count == size, Int(crc32(0, content, UInt32(size))) == checksum,
                number(bytes, end, 4) == 0x0807_4b50, number(bytes, end + 4, 4) == checksum,
                number(bytes, end + 8, 4) == compressed, number(bytes, end + 12, 4) == size
            else { throw Failure.damaged(name) }
            // libxml2 gives up behind 10 MB in one piece, well-formed or not.
            guard content.count > 9_900_000 || XMLParser(data: Data(content)).parse() else {
                throw Failure.noXML(name)
            }
            parts[name] = String(decoding: content, as: UTF8.self)
            place += 46 + nameLength
        }
        guard place == bytes.count - 22 else { throw Failure.noList }
        return parts
    }

    private static func inflated(_ bytes: [UInt8], size: Int) -> [UInt8] {
        var bytes = bytes
        var stream = z_stream()
        inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        // One more, which a right size leaves free.
        return [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
            bytes.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(size + 1)
                count = inflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
