import Records

/// A body that a server sent: what is read of it reads the same when it is written, and what is
/// mended is text.
enum JSONTarget {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        try checkWriting(of: bytes)
        guard let repaired = JSONRepair.repaired(bytes) else { return }
        try Violation.unless(
            String(validating: repaired, as: UTF8.self) != nil, "\(bytes) was mended to no text")
        try Violation.unless(
            JSONRepair.repaired(repaired) == nil, "\(bytes) needs to be mended twice")
        try checkWriting(of: repaired)
    }

    private static func checkWriting(of bytes: [UInt8]) throws(Violation) {
        var reader = JSONReader()
        guard let value = try? reader.read(bytes) else { return }
        for isPretty in [false, true] {
            let text = value.json(pretty: isPretty)
            try Violation.unless(
                (try? reader.read(Array(text.utf8))) == value, "\(bytes) came back as \(text)")
        }
    }
}
