/// Makes rows of the bytes of a file as they come; memory holds one record at a time.
package protocol RowParser: AnyObject {
    /// - Returns: the rows that are complete now.
    /// - Throws: `RowSyntaxError`.
    func read(_ bytes: ArraySlice<UInt8>) throws(RowSyntaxError) -> [Row]

    /// Ends the file.
    /// - Returns: the last rows.
    func finish() throws(RowSyntaxError) -> [Row]
}

/// How rows stand in a file.
package enum RowFormat: String, CaseIterable, Sendable {
    case csv, tsv, jsonl, json, lines

    /// The format of files whose names end like this; lines for an unknown ending.
    package init(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "ndjson": self = .jsonl
        case "json": self = .json
        default: self = .lines
        }
    }

    /// - Parameter limit: bytes of one record. A longer one is refused: it is no record, and would
    ///   not fit.
    package func makeParser(limit: Int = 16 << 20) -> any RowParser {
        switch self {
        case .csv: DelimitedParser(.sniffed, limit: limit)
        case .tsv: DelimitedParser(.tabs, limit: limit)
        case .jsonl: LineParser(of: .json, limit: limit)
        case .lines: LineParser(of: .text, limit: limit)
        case .json: JSONElementParser(limit: limit)
        }
    }
}

/// What is wrong with the text of a file.
package struct RowSyntaxError: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        case notUTF8
        case notJSON(reason: String)
        /// A quote that is never closed.
        case openQuote
        case cellCount(Int, expected: Int)
        /// A record of more bytes than this.
        case tooLong(Int)
        /// More text behind the end of the list or the value.
        case textBehindEnd
        case endsEarly
    }

    package let problem: Problem
    /// From 1: where the record begins.
    package let line: Int

    package init(problem: Problem, line: Int) {
        self.problem = problem
        self.line = line
    }
}

/// A byte order mark at the beginning of a text says nothing.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
