import PipelineLanguage
import Records

/// `set`, `set NAME VALUE`: what can be set, and another value for it.
enum SetCommand {
    static let command = Command(
        "set", .session, usage: "set [NAME [VALUE]]", "Show the settings, or change one",
        details: """
            Without NAME it lists all settings with their values and where they were set, as rows. \
            A change lasts until the session or the script ends; unset NAME takes it back. Names in \
            capitals are those of the environment and of .env; most of them count when the program \
            starts; help settings lists those that can change. A change in a script that source \
            brings in ends with that script.
            """,
        parameters: [
            .init("NAME", "the setting", isPositional: true),
            .init("VALUE", "its new value, also as NAME=VALUE", isPositional: true),
        ],
        examples: [
            "set | where name=format | select name value",
            "set format csv; search \"sun ra\" type=artist | select title",
            "set per-page=10; search artist=\"Miles Davis\" | page 2 | count",
        ],
        form: .report(.settings))
}

/// What `set` or `unset` does to a setting.
package struct SettingOrder: Sendable {
    let setting: SessionSetting
    /// Nil puts back what it was when the session began.
    let value: String?
}

extension PipelineBinder {
    mutating func bindSet(
        _ call: Call, of command: Command, rest: [Stage]
    ) -> BoundStatement? {
        var reader = ArgumentReader(call.givenByPlace, of: command, resolver: resolver)
        let location = Location(source, call.span)
        guard reader.hasWord else {
            let stages = bindStages(rest)
            reader.finish()
            diagnostics += reader.diagnostics
            return listed(options.settings, at: location, stages)
        }
        let name = reader.nextWord()
        let isChange = reader.hasWord
        let value = reader.nextWord()
        reader.finish()
        diagnostics += reader.diagnostics
        // A name or a value that only a run can know.
        guard let name else { return nil }
        guard let setting = options.settings.named(name.value) else {
            report(unknownSetting(name))
            return nil
        }
        guard isChange else {
            return listed([setting], at: location, bindStages(rest))
        }
        if let stage = rest.first {
            report("a changed setting gives no rows", at: stage.span, hint: "leave this out")
        }
        guard let change = setting.change else {
            report(
                "\(setting.name) counts when the program starts", at: name.span,
                hint: setting.advice)
            return nil
        }
        if change.needsTrust, !options.isTrusted {
            report(
                "\(setting.name) decides where files are written, which a script may not",
                at: name.span, hint: "--trust allows it")
        }
        guard let value else { return nil }
        var options = options
        guard change.apply(value.value, &options) else {
            report(
                "'\(value.value)' is no value of \(setting.name)", at: value.span,
                hint: "it must be \(setting.allowed)")
            return nil
        }
        return .setting(SettingOrder(setting: setting, value: value.value))
    }

    /// `unset NAME` of a setting; nil where there is none of this name.
    func bindUnset(_ name: String) -> BoundStatement? {
        guard let setting = options.settings.named(name), setting.change != nil else { return nil }
        return .setting(SettingOrder(setting: setting, value: nil))
    }

    private func listed(
        _ settings: [SessionSetting], at location: Location, _ stages: [BoundStage]
    ) -> BoundStatement {
        let rows = settings.map { setting in
            Row(setting.row(in: options).map { ($0.0, .string($0.1)) })
        }
        return .pipeline(
            BoundPipeline(source: .listed("set", rows), sourceLocation: location, stages: stages),
            isContinuation: false)
    }

    private func unknownSetting(_ name: Spanned<String>) -> Diagnostic {
        let near =
            Suggestion.nearest(to: name.value, in: options.settings.map(\.name))
            ?? Suggestion.nearest(to: name.value.uppercased(), in: options.settings.map(\.name))
        return Diagnostic(
            "there is no setting '\(name.value)'", at: name.span,
            hint: near.map { "did you mean '\($0)'?" } ?? "set lists them")
    }
}

extension SessionOptions {
    /// Does what `set` or `unset` says.
    mutating func obey(_ order: SettingOrder, start: SessionOptions) {
        guard let change = order.setting.change else { return }
        if let value = order.value {
            _ = change.apply(value, &self)
            changedSettings.insert(order.setting.name)
        } else {
            change.restore(start, &self)
            changedSettings.remove(order.setting.name)
        }
    }
}

extension Call {
    /// The call with `NAME=VALUE` as two arguments without a name.
    fileprivate var givenByPlace: Call {
        var call = self
        call.arguments = arguments.flatMap { argument -> [Argument] in
            guard let name = argument.name else { return [argument] }
            let word = Word(pieces: [.quoted(name.value)], isQuoted: false, span: name.span)
            return [
                Argument(name: nil, value: word, span: name.span),
                Argument(name: nil, value: argument.value, span: argument.span),
            ]
        }
        return call
    }
}
