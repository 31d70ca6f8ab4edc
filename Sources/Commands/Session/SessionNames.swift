import PipelineLanguage
import Records

/// What has a name in a session: what `let` and `alias` made.
package struct SessionNames: Sendable {
    private(set) var variables: [String: Variable] = [:]
    private(set) var aliases: [String: Alias] = [:]
    /// How often each name was made: `$mine` for a variable, `vinyl` for an alias.
    private var makings: [String: Int] = [:]

    package init() {}

    mutating func set(_ name: String, to variable: Variable) {
        variables[name] = variable
        makings["$\(name)", default: 0] += 1
    }

    mutating func set(_ name: String, to alias: Alias) {
        aliases[name] = alias
        makings[name, default: 0] += 1
    }

    /// All names, as they are used.
    var all: [String] { variables.keys.map { "$\($0)" } + aliases.keys }

    func has(_ name: String) -> Bool { variables[name] != nil || aliases[name] != nil }

    /// Takes a name away again.
    mutating func remove(_ name: String) {
        for key in ["$\(name)", name] where makings[key] != nil { makings[key, default: 0] += 1 }
        variables[name] = nil
        aliases[name] = nil
    }

    /// The names that were made or made anew since then.
    func made(since earlier: SessionNames) -> Set<String> {
        Set(makings.filter { earlier.makings[$0.key] != $0.value }.keys)
    }

    func undefined(_ name: String, at span: SourceSpan) -> Diagnostic {
        let near = Suggestion.nearest(to: name, in: variables.keys.sorted() + aliases.keys.sorted())
        return Diagnostic(
            "no variable or alias '\(name)'", at: span,
            hint: near.map { "did you mean '\($0)'?" } ?? "vars lists them")
    }

    /// What `vars` lists.
    var rows: [Row] {
        let ofVariables = variables.sorted { $0.key < $1.key }.map { name, variable in
            Self.row("$\(name)", variable.kind, variable.summary)
        }
        let ofAliases = aliases.sorted { $0.key < $1.key }.map { name, alias in
            Self.row(name, "alias", alias.text)
        }
        return ofVariables + ofAliases
    }

    private static func row(_ name: String, _ kind: String, _ value: String) -> Row {
        ["name": .string(name), "kind": .string(kind), "value": .string(value)]
    }
}

extension Variable {
    fileprivate var kind: String {
        if case .rows = self { "rows" } else { "value" }
    }

    fileprivate var summary: String {
        switch self {
        case .values(let words): words.compactMap(\.plainText).joined(separator: ",")
        case .rows(let kept?): "\(kept.rows.count.grouped) \(kept.rows.count == 1 ? "row" : "rows")"
        case .rows(nil), .unknown: ""
        }
    }
}
