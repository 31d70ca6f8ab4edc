import PipelineLanguage
import Records

/// Lines that run, at a prompt and as a script. Behind a NUL stands the reply to every request.
enum SessionTarget {
    static func check(_ bytes: [UInt8]) async throws(Violation) {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let source = SourceText(
            name: "fuzz.mas", text: String(decoding: parts[0], as: UTF8.self))
        let body = parts.count > 1 ? try? JSONValue(parsing: Array(parts[1])) : customaryReply
        guard let body else { return }
        for isInteractive in [true, false] {
            // It would write files wherever the fuzzer runs.
            if isInteractive, source.text.contains("record") { continue }
            let parsed = PipelineParser.parse(source, mode: isInteractive ? .interactive : .file)
            let session = FuzzSession(isInteractive: isInteractive, answering: body)
            for problem in await session.problems(running: parsed.statements, of: source) {
                try SyntaxTarget.check([problem.diagnostic], of: problem.source, width: 40)
            }
        }
    }

    /// Rows of all kinds of values, with two more pages behind them.
    private static let customaryReply: JSONValue = {
        let rows: JSONValue = [
            ["id": 1, "title": "Kind Of Blue", "year": "1959", "genre": ["Jazz", nil], "n": -0.5],
            ["id": 2, "title": "", "labels": [["name": "A", "catno": 1], ["name": "B"]]],
            ["id": 2, "title": "é\u{1B}", "n": 9_223_372_036_854_775_807, "year": nil],
        ]
        let keys = ["results", "releases", "versions", "items", "wants"]
        let pagination: JSONValue = ["page": 1, "pages": 3, "per_page": 50, "items": 107]
        return .object(JSONObject(keys.map { ($0, rows) } + [("pagination", pagination)]))
    }()
}
