import Discogs
import PipelineLanguage
import Records

/// Values: those that are declared, those that were seen, files, ids by their titles.
extension Completer {
    /// A value and how it is shown.
    typealias Value = (text: String, isComplete: Bool, name: String?, summary: String)

    func values(
        of parameter: Command.Parameter, for word: CompletedWord, in call: StartedCall
    ) -> Completions {
        var completions = word.completions(parameter.values.filter(word.matches))
        switch parameter.content(in: call.command) {
        case .text, .field, .sortKey, .aggregate: break
        case .meaning(let meaning):
            completions = merged(parameter.values, meanings: [meaning], for: word)
        case .anything:
            if !word.text.isEmpty || word.isQuoted {
                completions = merged([], meanings: [.artist, .title, .label], for: word)
            }
        case .id(let kind): completions = ids(of: kind, for: word)
        case .file: completions.add(files(in: "", for: word))
        case .export: completions.add(files(in: state.options.exportDirectory, for: word))
        case .account: completions = word.completions(accountNames().filter(word.matches))
        case .name:
            let names =
                state.names.variables.keys.sorted() + state.names.aliases.keys.sorted()
                + state.options.changedSettings.sorted()
            completions = word.completions(names.filter(word.matches))
        case .command:
            completions = word.completions(
                CommandCatalogue.all.filter { word.matches($0.name) }.map {
                    ($0.name, true, nil, $0.summary)
                })
        case .setting: completions = settings(for: word)
        case .settingValue: completions = values(ofSetting: call.arguments.first ?? "", for: word)
        }
        return completions
    }

    /// Of those that count at the start only, what somebody asks for.
    private func settings(for word: CompletedWord) -> Completions {
        let offered = state.options.settings.filter { setting in
            word.matches(setting.name) && (setting.change != nil || !word.text.isEmpty)
        }
        return word.completions(offered.map { ($0.name, true, nil, $0.summary) })
    }

    func values(ofSetting name: String, for word: CompletedWord) -> Completions {
        let values = state.options.settings.named(name)?.values ?? []
        return word.completions(values.filter(word.matches))
    }

    /// Conditions of `where` and `assert`.
    func condition(_ call: StartedCall, at place: CompletionContext) -> Completions {
        guard let name = place.command,
            let start = place.stage.firstRange(of: name)?.upperBound
        else { return Completions() }
        switch PredicateContext(String(place.stage[start...])) {
        case .nothing, .reference: return Completions()
        case .field(let typed):
            guard let word = CompletedWord(typed, quote: place.quote) else { return Completions() }
            return fields(of: rows(before: place), for: word, isComplete: false)
        case .value(let field, let typed):
            guard let word = CompletedWord(typed, quote: place.quote) else { return Completions() }
            let path = FieldPath(field)
            let meaning = ValueMeaning(field: path)
            return merged(
                shownValues(at: path).filter { !$0.hasPrefix("/") },
                meanings: [meaning].compactMap(\.self), for: word)
        }
    }

    /// The values of a field of the rows shown last, each once.
    private func shownValues(at path: FieldPath) -> [String] {
        var seen: Set<String> = []
        var values: [String] = []
        for row in state.object.rows + state.table.rows {
            for value in path.values(in: row).flatMap(\.elements) where values.count < 1_000 {
                switch value {
                case .object, .array, .null: continue
                case .string(let text) where text.isEmpty || text.utf8.count > 200: continue
                default: if seen.insert(value.text).inserted { values.append(value.text) }
                }
            }
        }
        return values.sorted()
    }

    /// Known values that begin like the word, then those that were seen.
    private func merged(
        _ known: [String], meanings: [ValueMeaning], for word: CompletedWord
    ) -> Completions {
        var texts = known.filter(word.matches)
        var keys = Set(texts.map(\.folded))
        var omitted = max(0, texts.count - Self.valueLimit)
        var last = omitted > 0 ? texts.last : nil
        texts = Array(texts.prefix(Self.valueLimit))
        for meaning in meanings {
            let found = state.values.values(
                beginningWith: word.text, as: meaning, limit: Self.valueLimit)
            texts += found.values.filter { keys.insert($0.folded).inserted }
            omitted += found.count - found.values.count
            last = found.last ?? last
        }
        var completions = word.completions(texts.map { ($0, true, nil, "") } as [Value])
        completions.omitted = omitted
        // It has to be written like the others to have its beginning in common with them.
        completions.bound = last.flatMap { last in
            word.completions([texts.first ?? last, last]).candidates.last?.text
        }
        return completions
    }

    // MARK: Ids

    /// Ids of rows on the screen whose title begins like the word, or contains it.
    private func ids(of kind: IDKind, for word: CompletedWord) -> Completions {
        let wanted = word.text.folded
        var found: [(id: String, title: String)] = []
        for shown in [state.object, state.table] {
            for row in shown.rows { found += Self.ids(of: kind, in: row, shown.kind) }
        }
        var seen: Set<String> = []
        let distinct = found.filter { seen.insert($0.id).inserted }
        let byID = distinct.filter { $0.id.hasPrefix(wanted) }
        let byTitle = distinct.filter {
            !wanted.isEmpty && !$0.id.hasPrefix(wanted) && $0.title.folded.contains(wanted)
        }
        .sorted { $0.title.folded.hasPrefix(wanted) && !$1.title.folded.hasPrefix(wanted) }
        var completions = word.completions(
            (byID + byTitle).map { ($0.id, true, nil, $0.title) } as [Value])
        completions.keepsWord = !byTitle.isEmpty
        return completions
    }

    private static func ids(
        of kind: IDKind, in row: Row, _ rowKind: RowKind
    ) -> [(id: String, title: String)] {
        var found: [(String, String)] = []
        let title =
            [row, row["basic_information"]?.objectValue, row["release"]?.objectValue].lazy
            .compactMap { $0?["title"]?.stringValue ?? $0?["name"]?.stringValue }.first ?? ""
        let id = ShownRow.id(of: row, kind: rowKind)
        if id.first == kind.letter { found.append((String(id.dropFirst()), title)) }
        let list: String? =
            switch kind {
            case .release: nil
            case .master: nil
            case .artist: "artists"
            case .label: "labels"
            }
        if kind == .master, let id = row["master_id"]?.intValue, id > 0 {
            found.append(("\(id)", title))
        }
        for object in list.flatMap({ row[$0]?.arrayValue }) ?? [] {
            guard let id = object["id"]?.intValue, let name = object["name"]?.stringValue else {
                continue
            }
            found.append(("\(id)", name))
        }
        return found
    }

    // MARK: Files

    private func files(in folder: String, for word: CompletedWord) -> Completions {
        let slash = word.text.lastIndex(of: "/")
        let lead = slash.map { String(word.text[...$0]) } ?? ""
        let beginning = String(word.text.dropFirst(lead.count))
        let place =
            lead.hasPrefix("/") || folder.isEmpty
            ? lead : lead.isEmpty ? folder : "\(folder)/\(lead)"
        let entries = FolderListing.entries(of: place, beginningWith: beginning)
        return word.completions(
            entries.map {
                (
                    "\(lead)\($0.name)\($0.isFolder ? "/" : "")", !$0.isFolder,
                    $0.isFolder ? "\($0.name)/" : $0.name, ""
                )
            } as [Value])
    }
}

extension IDKind {
    /// What the ids of tables begin with.
    fileprivate var letter: Character {
        switch self {
        case .release: "r"
        case .master: "m"
        case .artist: "a"
        case .label: "l"
        }
    }
}
