import PipelineLanguage

/// `let NAME = …`
extension PipelineBinder {
    mutating func bindLet(_ name: String, _ value: LetValue) -> BoundStatement? {
        let pipeline: Pipeline
        switch value {
        case .pipeline(let written):
            pipeline = written
            if let program = written.shellCommand {
                report("! gives no rows", at: program.span, hint: "leave out let \(name) =")
                return nil
            }
        case .word(let word):
            guard let stage = stage(standingFor: word) else {
                let values = values(of: word)
                return diagnostics.isEmpty ? .declaration(name, .values(values)) : nil
            }
            pipeline = Pipeline(stages: [stage], span: stage.span)
        }
        switch bind(pipeline) {
        case .pipeline(let bound, let isContinuation):
            return .declaration(name, .pipeline(bound, isContinuation: isContinuation))
        case .action, .setting, .script, .recording:
            report("this gives no rows", at: pipeline.span, hint: "leave out let \(name) =")
        case .declaration, .alias, nil: break
        }
        return nil
    }

    /// The pipeline's stage that a lone word is after all: a command, or rows.
    private func stage(standingFor word: Word) -> Stage? {
        if word.isQuoted { return nil }
        if word.pieces.count == 1, case .reference(let reference) = word.pieces[0] {
            switch reference.kind {
            case .lastResult(path: []): break
            case .variable(let name, path: []):
                guard case .rows = resolver.variables[name] else { return nil }
            default: return nil
            }
            return Stage(kind: .reference(reference), span: word.span)
        }
        guard let name = word.plainText, CommandCatalogue.command(named: name) != nil else {
            return nil
        }
        let call = Call(name: Spanned(name, word.span), arguments: [], span: word.span)
        return Stage(kind: .call(call), span: word.span)
    }

    private static let maximumValues = 1 << 18

    /// The values of a word or a list; nil while they are not known.
    private mutating func values(of word: Word) -> [Word]? {
        var values: [Word] = []
        var isKnown = true
        for part in word.splitOnCommas() {
            if part.plainText != nil {
                values.append(part)
            } else if let copied = resolver.values(of: part) {
                values += copied
            } else {
                do throws(Diagnostic) {
                    switch try resolver.resolve(part) {
                    case .text(let text): values.append(Word(text, like: part))
                    case .list(let texts): values += texts.map { Word($0, like: part) }
                    case .unknown: isKnown = false
                    }
                } catch {
                    report(error)
                }
            }
            // A line can double what the line before it made.
            guard values.count <= Self.maximumValues else {
                report(
                    "\(values.count.grouped) are too many values", at: word.span,
                    hint: "keep rows instead: let x = search …")
                return nil
            }
        }
        return isKnown ? values : nil
    }
}

extension Word {
    /// A text that is never read as anything else, in the place of a word.
    fileprivate init(_ text: String, like word: Word) {
        self.init(pieces: [.quoted(text)], isQuoted: word.isQuoted, span: word.span)
    }
}
