import Output

/// How a session behaves; `set` changes some of it while it lasts.
package struct SessionOptions: Sendable {
    /// Whether a person sits at the prompt: tables stop after a page, long runs ask first.
    package var isInteractive = false
    /// Whether the ids of tables are remembered, so that `@3` means something at the prompt.
    package var remembersTables = false
    /// Whether files may be written outside the export folder, and read outside the current one: at the prompt, and with `--trust`.
    package var isTrusted = false
    /// Whether scripts that the prompt brings in are trusted, too: with `--trust`.
    package var trustsScripts = false
    /// Whether what changes something on Discogs is agreed to beforehand; a script needs it.
    package var agreesToChanges = false
    /// Whether each statement of a script is told before it runs.
    package var echoes = false
    /// Whether `read -` may take standard input: not where the lines come from it.
    package var mayReadStandardInput = false
    /// Whether requests are printed instead of sent.
    package var isDryRun = false
    /// Whether footers and reports of files written are left out.
    package var isQuiet = false
    /// The format of results; nil chooses a table at a terminal and JSON Lines elsewhere.
    package var format: OutputFormat?
    package var exportDirectory = "exports"
    /// Where rows wait on their way to a terminal, a pipe or a program; those of an export wait beside it.
    package var temporaryDirectory = "/tmp"
    package var defaultExportFormat = OutputFormat.csv
    /// What stands before the path in a dry run: `https://api.discogs.com`.
    package var baseURL: @Sendable () -> String = { "https://api.discogs.com" }
    /// How many requests may be sent in all; nil for as many as it takes.
    package var maxRequests: Int?
    /// How fast requests may go out.
    package var pace = RequestPace()
    /// How many rows make a page where `per-page` says nothing.
    package var pageSize = ReadPlan.defaultPageSize
    /// Whether each line tells how long it took and how many requests it sent.
    package var showsTiming = false
    /// Whether a terminal that can show colours gets them.
    package var usesColor = true
    /// Whether long texts go through a pager at the prompt.
    package var usesPager = true
    /// What `set` knows.
    package var settings = SessionSetting.own()
    /// The names of those that `set` changed.
    package var changedSettings: Set<String> = []
    /// `$1…$9` of the script.
    package var arguments: [String] = []

    package init() {}
}
