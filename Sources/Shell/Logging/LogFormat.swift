/// How a line of a log file looks.
enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object per line.
    case json
    case text
}
