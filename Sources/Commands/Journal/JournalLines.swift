import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole lines of a journal, and where they stand.
struct JournalLines {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    /// All bytes read.
    private(set) var length = 0
    /// The bytes up to the end of the last whole line.
    private(set) var wholeLength = 0

    init(_ descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    mutating func next() throws -> (bytes: [UInt8], place: Range<Int>)? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[start..<end])
                let place = wholeLength..<(wholeLength + line.count)
                wholeLength = place.upperBound + 1
                start = end + 1
                return (line, place)
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            guard try fill() else { return nil }
        }
    }

    private mutating func fill() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        let count = pread(descriptor, &chunk, chunk.count, off_t(length))
        if count < 0 {
            if errno == EINTR { return try fill() }
            throw FileWriteError.system(path: path, operation: "read", errno: errno)
        }
        length += count
        buffer += chunk[..<count]
        return count > 0
    }
}
