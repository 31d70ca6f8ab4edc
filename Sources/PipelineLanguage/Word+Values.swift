/// Reading a word as a list or a range. Only the binder knows where a word may be one.
extension Word {
    /// The text of the word; nil when it holds references.
    package var plainText: String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .bare(let part), .quoted(let part): text += part
            case .reference: return nil
            }
        }
        return text
    }

    /// The words between unquoted commas; the word itself when there is none.
    /// An element may be empty (`a,,b`): then it has no pieces.
    package func splitOnCommas() -> [Word] {
        var elements: [Word] = []
        var start = Cut(piece: 0, offset: 0)
        for (index, piece) in pieces.enumerated() {
            guard case .bare(let text) = piece else { continue }
            for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: ",") {
                elements.append(part(from: start, to: Cut(piece: index, offset: offset)))
                start = Cut(piece: index, offset: offset + 1)
            }
        }
        guard !elements.isEmpty else { return [self] }
        elements.append(part(from: start, to: Cut(piece: pieces.count, offset: 0)))
        return elements
    }

    /// The two sides of an unquoted `..`, nil where a side is open; nil when the word is no range.
    package var range: (lower: Word?, upper: Word?)? {
        var found: Cut?
        for (index, piece) in pieces.enumerated() {
            guard case .bare(let text) = piece else { continue }
            let bytes = Array(text.utf8)
            var offset = 0
            while offset + 1 < bytes.count {
                guard bytes[offset] == UInt8(ascii: "."), bytes[offset + 1] == bytes[offset] else {
                    offset += 1
                    continue
                }
                // Two of them, or three dots, are no range.
                guard found == nil, offset + 2 == bytes.count || bytes[offset + 2] != bytes[offset]
                else { return nil }
                found = Cut(piece: index, offset: offset)
                offset += 2
            }
        }
        guard let found else { return nil }
        let lower = part(from: Cut(piece: 0, offset: 0), to: found)
        let upper = part(
            from: Cut(piece: found.piece, offset: found.offset + 2),
            to: Cut(piece: pieces.count, offset: 0))
        guard !lower.pieces.isEmpty || !upper.pieces.isEmpty else { return nil }
        return (lower.pieces.isEmpty ? nil : lower, upper.pieces.isEmpty ? nil : upper)
    }

    /// Where a piece stands; the whole word when that is not known.
    func place(of index: Int) -> Place {
        places.count == pieces.count ? places[index] : Place(span: span, isQuoted: isQuoted)
    }

    /// A place in a word: a UTF-8 offset in a bare piece, or the start of any piece.
    private struct Cut {
        var piece: Int
        var offset: Int
    }

    private func part(from start: Cut, to end: Cut) -> Word {
        var parts: [Piece] = []
        var partPlaces: [Place] = []
        for index in start.piece..<min(end.piece + 1, pieces.count) {
            var piece = pieces[index]
            var place = place(of: index)
            if case .bare(let text) = piece {
                let from = index == start.piece ? start.offset : 0
                let to = index == end.piece ? end.offset : text.utf8.count
                guard from < to else { continue }
                piece = .bare(String(decoding: Array(text.utf8)[from..<to], as: UTF8.self))
                if isWhereItStands {
                    place.span = SourceSpan(place.span.start + from, place.span.start + to)
                }
            } else if index == end.piece {
                continue
            }
            parts.append(piece)
            partPlaces.append(place)
        }
        return Word(
            pieces: parts, isQuoted: partPlaces.contains { $0.isQuoted },
            span: isWhereItStands ? SourceSpan(offset(of: start), offset(of: end)) : span,
            places: places.isEmpty ? [] : partPlaces)
    }

    /// Whether the text at its places is its own: what an alias stands for is not.
    private var isWhereItStands: Bool {
        guard places.count == pieces.count else { return false }
        return zip(pieces, places).allSatisfy { piece, place in
            guard case .bare(let text) = piece else { return true }
            return place.span.end - place.span.start == text.utf8.count
        }
    }

    /// The place of a cut in the text.
    private func offset(of cut: Cut) -> Int {
        if cut.piece == pieces.count { return span.end }
        if cut.piece == 0, cut.offset == 0 { return span.start }
        return place(of: cut.piece).span.start + cut.offset
    }
}
