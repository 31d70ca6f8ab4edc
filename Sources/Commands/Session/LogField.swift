/// The fields of the rows of `log`, in their order, by the names that they have in the log, too.
///
/// A row has those that its event has, and further ones behind them.
package enum LogField: String, Sendable, CaseIterable {
    case time
    case level
    /// What happened: the `message` of the line.
    case event
    case method
    case path
    case status
    case durationInMilliseconds = "duration_ms"
    case waitedMilliseconds = "waited_ms"
    case attempt
    /// Why it waits.
    case reason
    /// A word for what went wrong.
    case error
    case detail
    case requestID = "request_id"
    case runID = "run_id"
    case processID = "pid"

    package static let names = allCases.map(\.rawValue)
}
