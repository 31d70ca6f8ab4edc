import Output
import PipelineLanguage

/// What a script knows of how it was called: the one that was given, or one that `source` brought in.
struct ScriptFrame: Sendable {
    var options: SessionOptions
    /// The options as they were when the session began.
    let start: SessionOptions
    /// `$1…$9`; nil for one that only a run can know.
    var arguments: [String?]
    /// The files of the scripts under way, the outermost first.
    var files: [FileIdentity] = []

    init(_ options: SessionOptions) {
        self.options = options
        start = options
        arguments = options.arguments
    }

    /// Whether the lines are those of the prompt.
    var isPrompt: Bool { options.isInteractive }

    /// The frame of a script that this one brings in.
    func within(_ file: FileIdentity, arguments: [String?]) -> ScriptFrame {
        var frame = self
        frame.arguments = arguments
        frame.files.append(file)
        guard isPrompt else { return frame }
        // What a stranger wrote is not what a person types, and it takes all rows.
        frame.options.isInteractive = false
        frame.options.isTrusted = options.trustsScripts
        return frame
    }
}

/// A script that is right as far as it can be known before it runs.
package struct CheckedScript: Sendable {
    package let source: SourceText
    package let statements: [Statement]
}
