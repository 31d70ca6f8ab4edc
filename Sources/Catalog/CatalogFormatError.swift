/// Why a catalogue's data file cannot be read.
package struct CatalogFormatError: Error, Sendable, Hashable {
    /// Counts from 1.
    package let line: Int
    package let problem: Problem

    package enum Problem: Error, Sendable, Hashable {
        case wrongIndentation(Int)
        case unknownBlock(String)
        case unknownProperty(String, of: String)
        case propertyOutsideBlock
        case noRelease
        case secondIssue
        case missingValue(String)
        case repeated(String)
        case wrongFieldCount(Int, expected: String)
        case notAYear(String)
        case notADate(String)
        case notADuration(String)
        /// A block that ended without a property it cannot do without.
        case incomplete(block: String, missing: String)
    }
}

extension CatalogFormatError: CustomStringConvertible {
    package var description: String { "line \(line): \(problem.text)" }
}

extension CatalogFormatError.Problem {
    var text: String {
        switch self {
        case .wrongIndentation(let columns):
            "indented by \(columns) columns; expected 0, 2 or 4"
        case .unknownBlock(let word):
            "unknown block '\(word)'; expected artist, label, master or release"
        case .unknownProperty(let name, let block): "unknown property '\(name)' of \(block)"
        case .propertyOutsideBlock: "a property before the first block"
        case .noRelease: "a line of a release, but no release before it"
        case .secondIssue: "a release without a master has only one issue"
        case .missingValue(let name): "'\(name)' without a value"
        case .repeated(let name): "'\(name)' is there already"
        case .wrongFieldCount(let count, let expected):
            "\(count) fields between bars; expected \(expected)"
        case .notAYear(let text): "'\(text)' is not a year"
        case .notADate(let text): "'\(text)' is not a date; expected YYYY or YYYY-MM-DD"
        case .notADuration(let text): "'\(text)' is not a duration; expected m:ss"
        case .incomplete(let block, let missing): "\(block) has no \(missing)"
        }
    }
}
