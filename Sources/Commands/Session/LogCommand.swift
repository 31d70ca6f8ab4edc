/// `log`: what the log tells of requests.
enum LogCommand {
    /// How many rows it shows where no stage stands behind it.
    static let newestCount = 50

    static let command = Command(
        "log", .session, usage: "log", "List what was logged: replies, waits, retries, failures",
        details: """
            Without a stage behind it, the newest \(newestCount) rows; a stage gets all of them, over \
            all files of the log, the oldest first. Every attempt that ended is a row, and so is every \
            wait and every retry; a request that failed for good has one more, without a status. Rows \
            of one request have the same request_id, those of one line that was run the same run_id. \
            It costs no request. How much is logged says LOG_LEVEL.
            """,
        examples: [
            "log", "log | where status>=500 | count", "log | where status? | group status count",
        ],
        form: .report(.log))
}
