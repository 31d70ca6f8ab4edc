import Output

/// What a terminal of some width shows of the bytes that it gets, with all lines that have left it at
/// the top: as much of a terminal as Readline asks for.
struct TerminalScreen: Sendable {
    private let columns: Int
    private var lines: [[Character]] = [[]]
    private var (row, column) = (0, 0)
    private var pending: [UInt8] = []

    init(columns: Int) { self.columns = columns }

    /// The lines without blanks at their ends.
    var text: String {
        let texts = lines.map { line in
            // The second half of a wide character has no text of its own.
            var text = String(line.filter { $0 != "\0" })
            while text.last == " " { text.removeLast() }
            return text
        }
        return texts.joined(separator: "\n")
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        while let first = pending.first {
            if first == 0x1B {
                guard takeSequence() else { return }
            } else if first < 0x80 {
                pending.removeFirst()
                control(first)
            } else {
                let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
                guard pending.count >= length else { return }
                // Ctrl-C throws away what the terminal has not shown yet, also half of a character.
                guard let scalar = String(validating: pending.prefix(length), as: UTF8.self) else {
                    pending.removeFirst()
                    continue
                }
                put(Character(scalar))
                pending.removeFirst(length)
            }
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: break
        case 0x08: column = max(0, column - 1)
        case 0x0A: moveDown()
        case 0x0D: column = 0
        default: put(Character(Unicode.Scalar(byte)))
        }
    }

    private mutating func moveDown() {
        row += 1
        if row == lines.count { lines.append([]) }
    }

    private mutating func put(_ character: Character) {
        let width = DisplayWidth.of(character)
        guard width > 0 else { return }
        if column + width > columns {
            column = 0
            moveDown()
        }
        fill(to: column + width)
        lines[row][column] = character
        if width == 2 { lines[row][column + 1] = "\0" }
        column += width
    }

    private mutating func fill(to width: Int) {
        while lines[row].count < width { lines[row].append(" ") }
    }

    /// - Returns: false while the rest of it is still to come.
    private mutating func takeSequence() -> Bool {
        guard pending.count > 1 else { return false }
        if pending[1] == UInt8(ascii: "]") {
            // An address, which is not seen.
            guard
                let end = pending.indices.dropFirst(2).first(where: { place in
                    pending[place] == 0x07 || pending[place] == 0x5C && pending[place - 1] == 0x1B
                })
            else { return false }
            pending.removeFirst(end + 1)
            return true
        }
        guard pending[1] == UInt8(ascii: "[") else {
            pending.removeFirst(2)
            return true
        }
        guard let end = pending.dropFirst(2).firstIndex(where: { $0 >= 0x40 && $0 <= 0x7E }) else {
            return false
        }
        let parameters = String(decoding: pending[2..<end], as: UTF8.self)
        let count = Int(parameters) ?? 1
        switch Character(Unicode.Scalar(pending[end])) {
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count { moveDown() }
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "K": lines[row] = Array(lines[row].prefix(column))
        case "J":
            lines[row] = Array(lines[row].prefix(column))
            lines.removeSubrange((row + 1)...)
        case "P":
            fill(to: column)
            lines[row].removeSubrange(column..<min(column + count, lines[row].count))
        case "@":
            fill(to: column)
            lines[row].insert(contentsOf: repeatElement(" ", count: count), at: column)
        default: break
        }
        pending.removeFirst(end + 1)
        return true
    }
}
