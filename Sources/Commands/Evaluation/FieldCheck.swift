import PipelineLanguage
import Records

extension Flow {
    /// This flow, which fails when a field is asked for that neither the source declares nor any of
    /// the first rows has: a typing error would otherwise pass for an absent value.
    func checking(_ fields: [SelectedField], at location: Location) -> Flow {
        var flow = self
        let declared = declaredFields ?? []
        let seenFields = seenFields
        var asked: Set<FieldPath> = []
        let fields = fields.filter { asked.insert($0.path).inserted }
        guard !judgesFieldsAtEnd else {
            let check = LateFieldCheck(
                of: rows, fields, at: location, known: { seenFields.names + declared })
            flow.rows = RowStream { try await check.next() }
            return flow
        }
        flow.rows = rows.transformed(from: false) { isChecked, rows in
            if !isChecked, !rows.isEmpty {
                isChecked = true
                let known = seenFields.names + declared
                let unknown = fields.compactMap { FieldCheck.problem($0, in: rows, known) }
                if !unknown.isEmpty {
                    throw UsageError(source: location.source, diagnostics: unknown)
                }
            }
            return .more(rows)
        }
        return flow
    }
}

/// The check for rows each of which may have other fields: it is made when all have passed.
private actor LateFieldCheck {
    private let rows: RowStream
    private let location: Location
    /// Fields that no row had yet.
    private var missing: [SelectedField]
    private var names: Set<String> = []
    /// What stages before this one have seen or know.
    private let known: @Sendable () -> [String]

    init(
        of rows: RowStream, _ fields: [SelectedField], at location: Location,
        known: @escaping @Sendable () -> [String]
    ) {
        self.rows = rows
        self.location = location
        self.known = known
        missing = fields
    }

    func next() async throws -> [Row]? {
        guard let batch = try await rows.next() else {
            let names = names.union(known())
            let unknown = missing.filter { !names.contains($0.path.head) }
            guard self.names.isEmpty || unknown.isEmpty else {
                throw UsageError(
                    source: location.source,
                    diagnostics: unknown.map {
                        FieldCheck.unknown($0, $0.path.head, among: names.sorted())
                    })
            }
            return nil
        }
        if !missing.isEmpty {
            for row in batch { names.formUnion(row.keys) }
            missing.removeAll { field in batch.contains { !field.path.values(in: $0).isEmpty } }
        }
        return batch
    }
}

private enum FieldCheck {
    static func problem(
        _ field: SelectedField, in rows: [Row], _ known: [String]
    ) -> Diagnostic? {
        if rows.contains(where: { !field.path.values(in: $0).isEmpty }) { return nil }
        let isHeadKnown =
            known.contains(field.path.head) || rows.contains { $0[field.path.head] != nil }
        guard isHeadKnown else {
            if let path = nested(field.path, in: rows) {
                return Diagnostic(
                    "no field '\(field.path)'", at: field.span, hint: "did you mean '\(path)'?")
            }
            var seen: Set<String> = []
            let names = (SeenFields.names(of: rows) + known).filter { seen.insert($0).inserted }
            return unknown(field, field.path.head, among: names)
        }
        // Nested members are often left out of single rows, so only a near miss counts.
        guard field.path.parts.count > 1, Int(field.path.parts[1]) == nil else { return nil }
        let parent = FieldPath(field.path.head)
        let nested = rows.flatMap { parent.values(in: $0) }.flatMap(Self.objects)
        let near = Suggestion.nearest(to: field.path.parts[1], in: SeenFields.names(of: nested))
        guard let near, near != field.path.parts[1] else { return nil }
        return Diagnostic(
            "no field '\(field.path)'", at: field.span,
            hint: "did you mean '\(field.path.head).\(near)'?")
    }

    /// Where the field is after all: `title` of a row that has it in `basic_information`.
    private static func nested(_ path: FieldPath, in rows: [Row]) -> String? {
        for row in rows {
            for member in row.members {
                guard case .object(let object) = member.value, !path.values(in: object).isEmpty
                else { continue }
                return "\(member.key).\(path)"
            }
        }
        return nil
    }

    static func unknown(
        _ field: SelectedField, _ name: String, among known: [String]
    ) -> Diagnostic {
        if let near = Suggestion.nearest(to: name, in: known) {
            return Diagnostic(
                "no field '\(name)'", at: field.span, hint: "did you mean '\(near)'?")
        }
        let some = known.prefix(12).joined(separator: ", ")
        return Diagnostic(
            "no field '\(name)'", at: field.span,
            hint: known.isEmpty ? nil : "there are \(some)\(known.count > 12 ? ", …" : "")")
    }

    private static func objects(in value: JSONValue) -> [Row] {
        switch value {
        case .object(let object): [object]
        case .array(let elements): elements.flatMap(objects)
        default: []
        }
    }
}
