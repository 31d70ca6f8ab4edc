/// What happens to one request.
package enum ScriptedReply: Sendable {
    /// What would have happened without a script.
    case pass
    /// The same, later.
    case delayed(Duration)
    /// This reply, with the rate headers of the API unless it has its own.
    case reply(SimulatedReply)

    /// A reply with a body of text: JSON, unless the headers say otherwise.
    package static func status(
        _ status: Int, headers: [HeaderField] = [], body: String = ""
    ) -> ScriptedReply {
        .reply(SimulatedReply(status: status, headers: headers, body: Array(body.utf8)))
    }
}
