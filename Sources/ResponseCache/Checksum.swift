import Discogs

/// Tells whether an entry is what was written: 64 bits (FNV-1a) over all that it says, its key
/// included. No change of a single byte goes unnoticed, and hardly any other.
struct Checksum {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    init(of response: StoredResponse, under key: ResponseKey) {
        for text in [key.scope.account, key.scope.server, key.path, key.query, key.mediaType] {
            for byte in text.utf8 { add(byte) }
            // Where one text ends and the next begins counts, too.
            add(0)
        }
        for place in 0..<8 { add(UInt8(truncatingIfNeeded: response.time >> (8 * place))) }
        response.body.withUnsafeBufferPointer { for byte in $0 { add(byte) } }
    }

    /// As SQLite keeps it.
    var value: Int64 { Int64(bitPattern: hash) }

    private mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
