/// What a text means, before any name in it is looked up. Every part keeps its span.
package struct Script: Sendable, Hashable {
    package var statements: [Statement]

    package init(statements: [Statement]) { self.statements = statements }
}

package struct Statement: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// `let NAME = …`: the right side is kept as parsed; the binder decides
        /// whether a lone word is a value or a command.
        case `let`(name: Spanned<String>, value: LetValue)
        case alias(name: Spanned<String>, stages: [Stage])
        case pipeline(Pipeline, isTry: Bool)
    }

    package var kind: Kind
    package var span: SourceSpan

    package init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    /// Whether the script goes on when it fails.
    package var isTry: Bool {
        if case .pipeline(_, isTry: true) = kind { true } else { false }
    }
}

package enum LetValue: Sendable, Hashable {
    /// One word: a quoted text, a number, a list or a bare word. A bare word that
    /// names a command or alias is a pipeline after all (`let mine = collection`).
    case word(Word)
    case pipeline(Pipeline)
}

package struct Pipeline: Sendable, Hashable {
    package var stages: [Stage]
    /// `| ! command`, the rest of the line verbatim.
    package var shellCommand: Spanned<String>?
    package var span: SourceSpan

    package init(stages: [Stage], shellCommand: Spanned<String>? = nil, span: SourceSpan) {
        self.stages = stages
        self.shellCommand = shellCommand
        self.span = span
    }
}

package struct Stage: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case reference(Reference)
        case `where`(Predicate)
        case each(EachBody, isTry: Bool)
        case call(Call)
    }

    package var kind: Kind
    package var span: SourceSpan

    package init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

package enum EachBody: Sendable, Hashable {
    case call(Call)
    case block(Pipeline)
}

package struct Call: Sendable, Hashable {
    package var name: Spanned<String>
    package var arguments: [Argument]
    /// What follows `assert`, which then has no arguments; nil for every other command.
    package var predicate: Predicate?
    package var span: SourceSpan

    package init(
        name: Spanned<String>, arguments: [Argument], predicate: Predicate? = nil, span: SourceSpan
    ) {
        self.name = name
        self.arguments = arguments
        self.predicate = predicate
        self.span = span
    }
}

package struct Argument: Sendable, Hashable {
    /// `artist` in `artist="Miles Davis"`.
    package var name: Spanned<String>?
    package var value: Word
    package var span: SourceSpan

    package init(name: Spanned<String>?, value: Word, span: SourceSpan) {
        self.name = name
        self.value = value
        self.span = span
    }
}

/// One word: adjacent pieces that join (`$1.csv`, `a"b c"d`).
package struct Word: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        /// Unquoted text. Only here may `,` and `..` mean lists and ranges.
        case bare(String)
        /// Quoted, or escaped with `\`: itself and nothing else. `'…'` and the text
        /// runs inside `"…"`, escapes resolved.
        case quoted(String)
        case reference(Reference)
    }

    /// Where a piece stands, and whether in quotes.
    package struct Place: Sendable, Hashable {
        package var span: SourceSpan
        package var isQuoted: Bool

        package init(span: SourceSpan, isQuoted: Bool) {
            self.span = span
            self.isQuoted = isQuoted
        }
    }

    package var pieces: [Piece]
    /// Whether any part stood in quotes; then it compares as text.
    package var isQuoted: Bool
    package var span: SourceSpan
    /// One for each piece; empty in a word that was not read from a text.
    package var places: [Place]

    package init(pieces: [Piece], isQuoted: Bool, span: SourceSpan, places: [Place] = []) {
        self.pieces = pieces
        self.isQuoted = isQuoted
        self.span = span
        self.places = places
    }
}

package struct Reference: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        /// `$name.a.b`
        case variable(String, path: [String])
        /// `$_.a.b`: the rows of the last pipeline.
        case lastResult(path: [String])
        /// `$1`
        case argument(Int)
        /// `$.a.b`: the current row of the innermost `each`.
        case currentRow(path: [String])
        /// `@3`: the row printed with number 3.
        case tableRow(Int)
        /// `${name:-word}`, `${1:-word}`; the default is nil in `${name}`.
        case withDefault(Kind, Word?)
    }

    package var kind: Kind
    package var span: SourceSpan

    package init(kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

package indirect enum Predicate: Sendable, Hashable {
    /// `a b`, `a and b`
    case all([Predicate])
    /// `a or b`
    case any([Predicate])
    case not(Predicate)
    /// `field?`
    case exists(Spanned<String>)
    /// `field = value`; the value may be a list (`a,b`) or a range (`1..2`).
    case compare(Spanned<String>, ComparisonOperator, Word)
    /// `field ~ /re/i`, `field !~ /re/`
    case matches(Spanned<String>, RegularExpression, isNegated: Bool)
    /// `field in $ref`
    case contained(Spanned<String>, Reference)
}

package enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "~"
    case containsNot = "!~"
}

package struct RegularExpression: Sendable, Hashable {
    /// Between the slashes, with `\/` already turned into `/`.
    package var pattern: String
    package var ignoresCase: Bool
    package var span: SourceSpan

    package init(pattern: String, ignoresCase: Bool, span: SourceSpan) {
        self.pattern = pattern
        self.ignoresCase = ignoresCase
        self.span = span
    }
}
