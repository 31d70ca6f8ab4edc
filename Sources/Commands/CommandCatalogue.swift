import Discogs
import PipelineLanguage

/// All commands, in the order in which help lists them. A new stage or session command is one
/// file and one line here; a new endpoint is an element of `Endpoint.all` alone.
package enum CommandCatalogue {
    package static let all: [Command] =
        Endpoint.sections.flatMap { section, endpoints in
            endpoints.map { Command(endpoint: $0, of: section) }
        }
        + [
            RawCommand.command,
            ReadCommand.command,
            PageStage.command,
            PerPageStage.command,
            SessionCommands.next,
            SessionCommands.previous,
            WhereStage.command,
            EachStage.command,
            SelectStage.command,
            SortStage.command,
            LimitStage.command,
            SkipStage.command,
            LastStage.command,
            UniqStage.command,
            FlattenStage.command,
            GroupStage.command,
            CountStage.command,
            AssertStage.command,
            ShowStage.command,
            ChartStage.command,
            AsStage.command,
            ExportStage.command,
            ImagesStage.command,
            OpenStage.command,
            StatementWords.let,
            StatementWords.alias,
            SessionCommands.vars,
            SessionCommands.unset,
            StatementWords.try,
            SourceCommand.command,
            RecordCommand.command,
            SetCommand.command,
            SessionCommands.help,
            SessionCommands.status,
            CacheCommand.command,
            SessionCommands.history,
            LogCommand.command,
            AccountCommands.login,
            AccountCommands.logout,
            AccountCommands.account,
            AccountCommands.accounts,
            AccountCommands.whoami,
            SessionCommands.quit,
        ]

    private static let byName = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Other names, which people bring from other shells.
    private static let aliases = ["?": "help", "exit": "quit", "q": "quit"]

    package static func command(named name: String) -> Command? {
        byName[name] ?? aliases[name].flatMap { byName[$0] }
    }

    /// What to type instead of an unknown word.
    package static func suggestion(for name: String, lookingFor text: String? = nil) -> String {
        let names = all.map(\.name)
        let sameVerb = CommandVerb.spellings(of: name).first(where: names.contains)
        if let near = sameVerb ?? Suggestion.nearest(to: name, in: names) {
            return "did you mean '\(near)'?"
        }
        return "type help for the commands, or search \"\(text ?? name)\" to look for it"
    }

    /// What to type instead of a line that begins with an unknown word: words alone are most
    /// likely to be looked for.
    static func suggestion(for call: Call) -> String {
        let words = call.arguments.map { $0.name == nil ? $0.value.plainText : nil }
        guard !words.isEmpty, words.allSatisfy({ $0 != nil }) else {
            return suggestion(for: call.name.value)
        }
        let text = ([call.name.value] + words.compactMap(\.self)).joined(separator: " ")
        return suggestion(for: call.name.value, lookingFor: text)
    }
}
