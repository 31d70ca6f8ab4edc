import Discogs
import PipelineLanguage

/// Everything that stands at the beginning of a stage, declared once: binding, help, completion
/// and the reference document derive from it.
package struct Command: Sendable {
    package let name: String
    package let group: Group
    /// How it is typed: `page N | A..B`.
    package let usage: String
    /// One sentence without a full stop, beginning with a verb.
    package let summary: String
    /// More to know, in sentences; may be empty.
    package let details: String
    package let parameters: [Parameter]
    /// Lines that run on the sample catalogue.
    package let examples: [String]
    let form: Form

    package enum Group: String, Sendable, CaseIterable {
        case database = "Search and look up"
        case collection = "Collections"
        case wantlist = "Wantlists"
        case marketplace = "Buy and sell"
        case inventory = "Inventories as files"
        case users = "People and their lists"
        case files = "Read files"
        case paging = "Choose pages"
        case rows = "Work on rows"
        case output = "Look and keep"
        case scripts = "Write scripts"
        case session = "The shell"
    }

    /// A parameter as help and completion show it.
    package struct Parameter: Sendable {
        package let name: String
        package let summary: String
        /// Values to offer; all there are when `isClosed`.
        package let values: [String]
        package let isClosed: Bool
        package let isRequired: Bool
        /// Whether it is given by its place, without its name.
        package let isPositional: Bool
        /// Whether any number of them may follow each other.
        let isRepeated: Bool
        /// What completion offers beside `values`.
        let content: Content

        init(
            _ name: String, _ summary: String, values: [String] = [], isClosed: Bool = false,
            isRequired: Bool = false, isPositional: Bool = false, isRepeated: Bool = false,
            content: Content = .text
        ) {
            self.name = name
            self.summary = summary
            self.values = values
            self.isClosed = isClosed
            self.isRequired = isRequired
            self.isPositional = isPositional
            self.isRepeated = isRepeated
            self.content = content
        }
    }

    enum Form: Sendable {
        /// A source: an operation of the API.
        case endpoint(Endpoint)
        /// A source: any path of the API.
        case raw
        /// A source: a file.
        case read
        case stage(@Sendable (inout ArgumentReader, BindingContext) -> (any PipelineStage)?)
        /// `where`, whose argument is a predicate.
        case filter
        /// `each`, whose argument is a call or a pipeline in braces.
        case each
        /// A source: what the shell knows of itself.
        case report(SessionReport)
        case session(SessionAction)
        /// What brings in a script, or makes one.
        case scripts(ScriptWord)
        /// A word that begins a statement and not a pipeline: `let`, `try`.
        case statement
    }

    /// Whether it begins a pipeline (anything else continues the last one).
    package var isSource: Bool {
        switch form {
        case .endpoint, .raw, .read, .report, .session, .scripts, .statement: true
        case .stage, .filter, .each: false
        }
    }

    init(
        _ name: String, _ group: Group, usage: String, _ summary: String, details: String = "",
        parameters: [Parameter] = [], examples: [String] = [], form: Form
    ) {
        self.name = name
        self.group = group
        self.usage = usage
        self.summary = summary
        self.details = details
        self.parameters = parameters
        self.examples = examples
        self.form = form
    }
}

/// What a stage may depend on when it is bound.
package struct BindingContext: Sendable {
    package let options: SessionOptions
}
