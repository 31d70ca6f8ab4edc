import CZlib

/// A ZIP archive on its way into a sink: one entry behind the other, each compressed as it comes.
///
/// Sizes and checksum of an entry stand behind it, since nothing that was written can be changed.
/// All times are those at which ZIP's calendar begins: equal contents are equal bytes.
final class ZipArchive {
    enum Failure: Error, Hashable, Sendable {
        /// An entry of 4 GB, or an archive of as many.
        case tooLarge
        case compression(Int32)
    }

    private struct Entry {
        let name: [UInt8]
        let offset: UInt32
        var checksum: UInt32 = 0
        var compressedSize = 0
        var size = 0
    }

    private let sink: any ByteSink
    private let stream: UnsafeMutablePointer<z_stream>
    private var entries: [Entry] = []
    private var written = 0
    private var block = [UInt8](repeating: 0, count: 64 << 10)

    /// - Throws: `Failure`.
    init(to sink: any ByteSink) throws {
        self.sink = sink
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Without a header: ZIP has its own.
        let code = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw Failure.compression(code) }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Adds an entry that `body` writes.
    func add(_ name: String, _ body: ((String) throws -> Void) throws -> Void) throws {
        guard let offset = UInt32(exactly: written) else { throw Failure.tooLarge }
        entries.append(Entry(name: Array(name.utf8), offset: offset))
        var header = LittleEndian()
        header.add(0x0403_4b50 as UInt32)
        addDescription(of: entries[entries.count - 1], to: &header, isBehind: false)
        try write(header.bytes + entries[entries.count - 1].name)
        deflateReset(stream)
        try body { try compress(Array($0.utf8), Z_NO_FLUSH) }
        try compress([], Z_FINISH)
        let entry = entries[entries.count - 1]
        guard entry.size <= UInt32.max, entry.compressedSize <= UInt32.max else {
            throw Failure.tooLarge
        }
        var footer = LittleEndian()
        footer.add(0x0807_4b50 as UInt32)
        footer.add(entry.checksum)
        footer.add(UInt32(entry.compressedSize))
        footer.add(UInt32(entry.size))
        try write(footer.bytes)
    }

    /// Writes the list of entries; the sink is left open.
    func finish() throws {
        let start = written
        for entry in entries {
            var header = LittleEndian()
            header.add(0x0201_4b50 as UInt32)
            header.add(20 as UInt16)
            addDescription(of: entry, to: &header, isBehind: true)
            // Comment, disk, attributes.
            header.add(0 as UInt16)
            header.add(0 as UInt16)
            header.add(0 as UInt16)
            header.add(0 as UInt32)
            header.add(entry.offset)
            try write(header.bytes + entry.name)
        }
        guard let offset = UInt32(exactly: start), let size = UInt32(exactly: written - start)
        else { throw Failure.tooLarge }
        var end = LittleEndian()
        end.add(0x0605_4b50 as UInt32)
        end.add(0 as UInt16)
        end.add(0 as UInt16)
        end.add(UInt16(entries.count))
        end.add(UInt16(entries.count))
        end.add(size)
        end.add(offset)
        end.add(0 as UInt16)
        try write(end.bytes)
    }

    /// What stands before an entry, and once more in the list behind all of them.
    private func addDescription(
        of entry: Entry, to header: inout LittleEndian, isBehind: Bool
    ) {
        header.add(20 as UInt16)
        // Sizes stand behind the entry; names are UTF-8.
        header.add(0x0808 as UInt16)
        header.add(UInt16(Z_DEFLATED))
        header.add(0 as UInt16)
        header.add(0x0021 as UInt16)
        header.add(isBehind ? entry.checksum : 0)
        header.add(isBehind ? UInt32(entry.compressedSize) : 0)
        header.add(isBehind ? UInt32(entry.size) : 0)
        header.add(UInt16(entry.name.count))
        header.add(0 as UInt16)
    }

    private func compress(_ bytes: [UInt8], _ flush: Int32) throws {
        let place = entries.count - 1
        entries[place].size += bytes.count
        var input = bytes
        try input.withUnsafeMutableBufferPointer { input in
            // Of nothing it would be the checksum of nothing, whatever came before.
            if !input.isEmpty {
                entries[place].checksum = UInt32(
                    truncatingIfNeeded: crc32(
                        UInt(entries[place].checksum), input.baseAddress, UInt32(input.count)))
            }
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            while true {
                let code = block.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    return deflate(stream, flush)
                }
                // Nothing to do, and no room to do it in, is no mistake.
                guard code >= Z_OK || code == Z_BUF_ERROR else { throw Failure.compression(code) }
                let count = block.count - Int(stream.pointee.avail_out)
                if count > 0 {
                    entries[place].compressedSize += count
                    try write(Array(block[..<count]))
                }
                if stream.pointee.avail_out > 0 { return }
            }
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        try sink.write(bytes)
        written += bytes.count
    }
}

/// Numbers as ZIP writes them.
private struct LittleEndian {
    var bytes: [UInt8] = []

    mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
