import Discogs

extension Command.Parameter {
    /// What is to be given for a parameter, beyond the values that are declared.
    enum Content: Sendable, Hashable {
        case text
        /// A field of the rows that come in; with `-` for the other direction.
        case field, sortKey
        /// A field, or what is told of a group.
        case aggregate
        /// A file in the current folder, or in the export folder.
        case file, export
        case account
        /// A variable or an alias.
        case name
        case command
        /// A setting, and a value of the one that is named before it.
        case setting, settingValue
        case id(IDKind)
        case meaning(ValueMeaning)
        /// Words to look for in names and titles.
        case anything
    }

    /// What this one is of a command: what follows from the form of the command need not be declared.
    func content(in command: Command) -> Content {
        guard content == .text, isPositional else { return content }
        switch command.form {
        case .session(.account), .session(.logout): return .account
        case .session(.unset): return .name
        case .session(.help): return .command
        case .report(.settings): return name == "NAME" ? .setting : .settingValue
        case .read, .scripts: return name == "FILE" ? .file : .text
        default: return .text
        }
    }

    /// What an endpoint is asked for.
    static func content(of parameter: EndpointParameter) -> Content {
        switch parameter.kind {
        case .id(let kind): return .id(kind)
        case .text, .suggestion, .year:
            if parameter.place == .upload { return .file }
            guard parameter.place == .query else { return .text }
            if parameter.isPositional { return .anything }
            return ValueMeaning(parameter: parameter.name).map(Content.meaning) ?? .text
        default: return .text
        }
    }
}
