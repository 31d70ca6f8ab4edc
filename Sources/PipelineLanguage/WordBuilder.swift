/// Gathers the pieces of a word.
struct WordBuilder {
    private var pieces: [Word.Piece] = []
    private var places: [Word.Place] = []
    private var bare = String.UnicodeScalarView()
    private var bareStart = 0
    private var isQuoted = false

    var isEmpty: Bool { pieces.isEmpty && bare.isEmpty }
    /// Whether a list element begins here: at the start, or behind an unquoted comma.
    var isAtElementStart: Bool { isEmpty || bare.last == "," }
    /// Whether a quoted value may begin here: also behind `=`.
    var isAtValueStart: Bool { isAtElementStart || bare.last == "=" }

    mutating func addBare(_ scalar: Unicode.Scalar, at offset: Int) {
        if bare.isEmpty { bareStart = offset }
        bare.append(scalar)
    }

    mutating func add(_ piece: Word.Piece, _ span: SourceSpan, isQuoted: Bool) {
        endBare()
        if isQuoted { self.isQuoted = true }
        if case .quoted(let text) = piece, case .quoted(let before)? = pieces.last,
            let last = places.last, last.isQuoted == isQuoted
        {
            pieces[pieces.count - 1] = .quoted(before + text)
            places[places.count - 1].span.end = span.end
        } else {
            pieces.append(piece)
            places.append(Word.Place(span: span, isQuoted: isQuoted))
        }
    }

    /// The word; nil when there was none.
    mutating func word(_ span: SourceSpan) -> Word? {
        endBare()
        guard !pieces.isEmpty else { return nil }
        return Word(pieces: pieces, isQuoted: isQuoted, span: span, places: places)
    }

    private mutating func endBare() {
        guard !bare.isEmpty else { return }
        let text = String(bare)
        pieces.append(.bare(text))
        places.append(
            Word.Place(
                span: SourceSpan(bareStart, bareStart + text.utf8.count), isQuoted: false))
        bare = String.UnicodeScalarView()
    }
}
