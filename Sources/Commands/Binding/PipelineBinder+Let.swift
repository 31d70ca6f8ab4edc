import PipelineLanguage

/// `let NAME = …`
extension PipelineBinder {
    mutating func bindLet(_ name: String, _ value: LetValue) -> BoundStatement? {
        let pipeline: Pipeline
        switch value {
        case .pipeline(let written): pipeline = written
        case .word(let word):
            guard let stage = Self.stage(standingFor: word) else {
                let values = values(of: word)
                return diagnostics.isEmpty ? .declaration(name, .values(values)) : nil
            }
            pipeline = Pipeline(stages: [stage], span: stage.span)
        }
        switch bind(pipeline) {
        case .pipeline(let bound, let isContinuation):
            return .declaration(name, .pipeline(bound, isContinuation: isContinuation))
        case .action:
            report("this gives no rows", at: pipeline.span, hint: "leave out let \(name) =")
        case .declaration, nil: break
        }
        return nil
    }

    /// The pipeline's stage that a lone word is after all: a command, or rows.
    private static func stage(standingFor word: Word) -> Stage? {
        if word.isAllRows, case .reference(let reference)? = word.pieces.first {
            return Stage(kind: .reference(reference), span: word.span)
        }
        guard !word.isQuoted, let name = word.plainText,
            CommandCatalogue.command(named: name) != nil
        else { return nil }
        let call = Call(name: Spanned(name, word.span), arguments: [], span: word.span)
        return Stage(kind: .call(call), span: word.span)
    }

    /// The values of a word or a list; nil while they are not known.
    private mutating func values(of word: Word) -> [String]? {
        var values: [String] = []
        var isKnown = true
        for part in word.splitOnCommas() {
            do throws(Diagnostic) {
                switch try resolver.resolve(part) {
                case .text(let text): values.append(text)
                case .list(let several): values += several
                case .unknown: isKnown = false
                }
            } catch {
                report(error)
            }
        }
        return isKnown ? values : nil
    }
}
