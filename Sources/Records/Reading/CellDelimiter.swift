/// What may stand between the cells of csv.
package enum CellDelimiter: String, CaseIterable, Sendable {
    case comma, semicolon, tab, pipe

    package var sign: Character {
        switch self {
        case .comma: ","
        case .semicolon: ";"
        case .tab: "\t"
        case .pipe: "|"
        }
    }

    package var byte: UInt8 { sign.asciiValue ?? 0 }
}
