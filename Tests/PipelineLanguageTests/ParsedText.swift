@testable import PipelineLanguage

func parse(_ text: String, mode: PipelineParser.Mode = .file) -> ParseResult {
    PipelineParser.parse(SourceText(name: "test.mas", text: text), mode: mode)
}

/// The canonical text of a text without errors; otherwise the errors.
func canonical(_ text: String, mode: PipelineParser.Mode = .file) -> String {
    let result = parse(text, mode: mode)
    guard result.diagnostics.isEmpty else {
        return "errors: " + result.diagnostics.map(\.message).joined(separator: "; ")
    }
    return Formatter.text(of: result.script)
}

/// The only pipeline of a text.
func pipeline(_ text: String) -> Pipeline? {
    guard case .pipeline(let pipeline, _)? = parse(text).statements.first?.kind else { return nil }
    return pipeline
}

/// The call that a text consists of.
func call(_ text: String) -> Call? {
    guard case .call(let call)? = pipeline(text)?.stages.first?.kind else { return nil }
    return call
}

/// The first argument of a call with the text as its argument.
func word(_ text: String) -> Word? { call("command \(text)")?.arguments.first?.value }

/// The condition that a text consists of.
func predicate(_ text: String) -> Predicate? {
    guard case .where(let predicate)? = pipeline("where \(text)")?.stages.first?.kind else {
        return nil
    }
    return predicate
}

/// A small generator with a seed (SplitMix64), so that a failing case comes again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
