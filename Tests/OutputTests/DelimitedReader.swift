/// A reader of RFC 4180, strict: what it cannot read is no CSV.
struct DelimitedReader {
    enum Failure: Error, Equatable { case strayQuote, unclosedQuote, bareLineBreak }

    static func read(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) throws -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        var place = 0
        func endCell() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
            wasQuoted = false
        }
        while place < bytes.count {
            let byte = bytes[place]
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0
            place += 1
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if next == UInt8(ascii: "\"") {
                    cell.append(byte)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\"") {
                guard cell.isEmpty, !wasQuoted else { throw Failure.strayQuote }
                isQuoted = true
                wasQuoted = true
            } else if byte == delimiter {
                endCell()
            } else if byte == 0x0D, next == 0x0A {
                place += 1
                endCell()
                rows.append(row)
                row = []
            } else if byte == 0x0A || byte == 0x0D {
                throw Failure.bareLineBreak
            } else {
                guard !wasQuoted else { throw Failure.strayQuote }
                cell.append(byte)
            }
        }
        if isQuoted { throw Failure.unclosedQuote }
        if !cell.isEmpty || !row.isEmpty { throw Failure.bareLineBreak }
        return rows
    }
}
