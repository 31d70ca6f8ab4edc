import Discogs
import PipelineLanguage
import Testing

@testable import Commands

@Suite("Lines made by completing")
struct CompletedLineTests {
    /// One is enough: nothing changes it.
    private static let shared = Task { await session() }

    private static func session() async -> TestSession {
        let session = TestSession(.prompt, accounts: SpyAccounts())
        for line in [
            #"let mine = search "sun ra" type=release; let nation = US; alias early = where year<1960"#,
            "search miles type=artist", "artist 9000000001", "label 9100000001",
            #"search "kind of blue" type=release"#, "release 9300000001",
        ] {
            await session.run(line)
        }
        return session
    }

    @Test(
        "Every candidate makes a line that can be read and means something",
        arguments: CommandCatalogue.all.map(\.name).filter { !["let", "alias"].contains($0) })
    func everyCommand(name: String) async throws {
        let command = try #require(CommandCatalogue.command(named: name))
        let lines = CompletedLines(command, await Self.shared.value)
        let all = lines.all
        let hasParameters = command.parameters.contains {
            !$0.values.isEmpty || ![.text, .export, .file].contains($0.content)
        }
        #expect(!hasParameters || !all.isEmpty)
        for line in all {
            let problems = lines.problems(of: line).filter { problem in
                // Behind these a command is completed, which needs more than its name.
                !(["try", "each"].contains(name)
                    && [" needs ", "expected a co", "nothing to change"].contains(
                        where: problem.contains))
            }
            #expect(problems == [], "\(line)")
        }
    }

    @Test("Every word that may begin a line begins one")
    func beginnings() async {
        let session = await Self.shared.value
        let completer = Completer(session.session.knowledge)
        for beginning in ["", "try ", "let x = ", "search x | ", "search x | each "] {
            let names = completer.completions(for: beginning).candidates.map(\.text)
            #expect(!names.isEmpty)
            for name in names
            where CommandCatalogue.command(named: name)?.parameters.isEmpty == true {
                let lines = CompletedLines(nil, session)
                #expect(lines.problems(of: beginning + name) == [], "\(beginning + name)")
            }
        }
        #expect(CompletedLines(nil, session).problems(of: "$mine | early") == [])
    }
}

/// Takes a command's arguments from completion, as far as it has any.
private struct CompletedLines {
    let command: Command?
    let session: TestSession
    let completer: Completer

    init(_ command: Command?, _ session: TestSession) {
        self.command = command
        self.session = session
        completer = Completer(session.session.knowledge, accountNames: { ["one"] })
    }

    /// Lines that end in a candidate of each kind, and in each value that is declared.
    var all: [String] {
        guard let command else { return [] }
        let beginning = (command.isSource ? "" : "$mine | ") + command.name
        let samples = command.parameters.filter { $0.isPositional && $0.isRequired }.map(sample)
        var lines: [String] = []
        for count in 0...samples.count {
            let begun = ([beginning] + samples.prefix(count)).joined(separator: " ")
            let rest = samples.dropFirst(count + 1).map { " " + $0 }.joined()
            for ended in completed(begun + " ") { lines.append(ended + rest) }
        }
        return lines.map { whole($0, of: command) }
    }

    /// A line with one more word, for some of the candidates and all of a few.
    private func completed(_ line: String, depth: Int = 0) -> [String] {
        guard depth < 4 else { return [] }
        let candidates = completer.completions(for: line).candidates
        let chosen = depth == 0 ? candidates[...] : candidates.prefix(20)
        return chosen.flatMap { candidate -> [String] in
            let text = line + candidate.text
            if candidate.isComplete { return [text] }
            let more = completed(text, depth: depth + 1).filter { $0 != text }
            // A condition lacks its operator, a value its text.
            if more.isEmpty, !text.hasSuffix("="), !text.hasSuffix(":"), !text.hasSuffix("/") {
                return [text]
            }
            return more
        }
    }

    /// With what the command needs besides.
    private func whole(_ line: String, of command: Command) -> String {
        switch command.name {
        case "where", "assert":
            let isField = PredicateContext(String(line.split(separator: command.name).last ?? ""))
            if case .field = isField { return line + "?" }
        case "each": return line
        case "read" where line.hasSuffix(" as"): return line + " csv"
        case "export" where line.hasSuffix(" append=yes"): return line + " rows.csv"
        case "raw": return line.hasSuffix("/x") ? line : line + " /x"
        default: break
        }
        var line = line
        for parameter in command.parameters where parameter.isRequired && !parameter.isPositional {
            if !line.contains(" \(parameter.name)=") {
                line += " \(parameter.name)=\(sample(parameter))"
            }
        }
        guard case .endpoint(let endpoint) = command.form, endpoint.bodyRule != .any else {
            return line
        }
        let body = endpoint.parameters.filter { $0.place == .body }
        if body.contains(where: { line.contains(" \($0.name)=") }) { return line }
        return line
            + (body.first.map { " \($0.name)=\(sample(.init(endpointParameter: $0)))" } ?? "")
    }

    private func sample(_ parameter: Command.Parameter) -> String {
        if let value = parameter.values.first { return "'\(value)'" }
        switch (command?.name, parameter.name) {
        case ("raw", _): return "/x"
        case ("order", _), ("order-edit", _), ("order-messages", _), ("order-message-add", _):
            return "1-1"
        case (_, "CONDITION"): return "year?"
        case (_, "PIPELINE"), (_, "STAGE"): return "search x"
        case ("page", _), ("limit", _): return "1"
        case ("account", _): return "one"
        case ("unset", _): return "mine"
        default:
            return parameter.content == .field || parameter.content == .sortKey ? "title" : "1"
        }
    }

    /// What is wrong with a line; nothing is run.
    func problems(of line: String) -> [String] {
        let source = SourceText(name: "", text: line)
        let parsed = PipelineParser.parse(source, mode: .interactive)
        var problems = parsed.diagnostics.map(\.message)
        for statement in parsed.statements {
            var expansion = AliasExpansion(source, aliases: completer.state.names.aliases)
            guard let expanded = try? expansion.expanded(statement) else { return ["an alias"] }
            var options = completer.state.options
            options.isTrusted = true
            var binder = PipelineBinder(
                source, options: options,
                resolver: Resolver(arguments: [], variables: completer.state.names.variables),
                last: completer.state.last, names: completer.state.names)
            _ = binder.bind(expanded)
            problems += binder.diagnostics.map(\.message)
        }
        return problems
    }
}
