import Discogs
import PipelineLanguage
import Records

/// `sort FIELD…`: rows in order, by the server where it can.
struct SortStage: PagingStage {
    struct Key: Sendable {
        let field: SelectedField
        let isDescending: Bool
    }

    let keys: [Key]

    static let command = Command(
        "sort", .rows, usage: "sort FIELD… (-FIELD: descending)", "Put the rows in order",
        details: """
            Numbers, and text that is a number, come before text; text without regard to case and \
            accents; rows without the field last. Equal rows keep their order. Right behind \
            artist-releases or master-versions the server sorts, where it knows the field; \
            otherwise all rows are fetched first.
            """,
        parameters: [
            .init(
                "FIELD", "a field; -FIELD for descending", isRequired: true, isPositional: true,
                isRepeated: true, content: .sortKey)
        ],
        examples: [
            "artist-releases 9000000001 | sort year",
            #"search artist="Sun Ra" | sort -year title"#,
            #"search artist="Miles Davis" type=release | sort country -year | limit 10"#,
        ],
        form: .stage { arguments, _ in SortStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        keys = arguments.fields().map { field in
            Key(field: field.withoutSign, isDescending: field.name.hasPrefix("-"))
        }
        for key in keys where key.field.name.isEmpty {
            arguments.report(
                Diagnostic(
                    "a field's name is missing", at: key.field.span, hint: arguments.usage))
        }
        guard arguments.call.arguments.isEmpty else { return }
        arguments.report(
            Diagnostic("sort needs a field", at: arguments.call.span, hint: arguments.usage))
        return nil
    }

    var takesAllRows: Bool { true }
    var keepsEveryRow: Bool { true }

    func push(into plan: inout ReadPlan, endpoint: Endpoint) -> Bool {
        // Behind a page or a limit it would order other rows than the ones chosen.
        guard plan.pages == nil, plan.limit == nil, keys.count == 1, plan.order == nil,
            let key = endpoint.reply.sortKeys[keys[0].field.name]
        else { return false }
        plan.order = .init(key: key, isDescending: keys[0].isDescending)
        return true
    }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow.checking(keys.map(\.field), at: location)
        let rows = flow.rows
        let keys = keys
        flow.rows = RowStream.single({ Self.sorted(try await rows.collect(), by: keys) })
        return flow
    }

    static func sorted(_ rows: [Row], by keys: [Key]) -> [Row] {
        let keyed = rows.map { row in
            (row, keys.map { SortKey($0.field.path.value(in: row)) })
        }
        // The index keeps equal rows in their order: the library does not promise a stable sort.
        return keyed.enumerated().sorted { a, b in
            for (place, key) in keys.enumerated() {
                switch (a.element.1[place], b.element.1[place]) {
                case (nil, nil): continue
                case (nil, _): return false
                case (_, nil): return true
                case (let x?, let y?):
                    if x == y { continue }
                    return key.isDescending ? y < x : x < y
                }
            }
            return a.offset < b.offset
        }.map(\.element.0)
    }
}
