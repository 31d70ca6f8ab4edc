import Commands

/// Shows texts that are longer than the screen: in the program that PAGER names, else in less.
struct Pager: Sendable {
    /// Shows a text; false where there is no pager, and the text is still to be written.
    typealias Show = @Sendable (String) async throws -> Bool

    /// Nil for none.
    let line: String?
    private let variables: [String: String]
    private let programs: any ProgramRunner

    init(_ environment: [String: String], programs: any ProgramRunner) {
        let chosen = environment["PAGER"] ?? ""
        let terminal = environment["TERM"] ?? ""
        // A terminal that can do nothing cannot turn pages.
        let isCapable = !terminal.isEmpty && terminal != "dumb"
        line = chosen.isEmpty ? (isCapable ? "less -FRX" : nil) : chosen
        // So that a less which PAGER names shows colours, too.
        variables = environment["LESS"] == nil ? ["LESS": "FRX"] : [:]
        self.programs = programs
    }

    /// What `sh` says of a program that is not there, or cannot be run.
    private static let notRun: [ProgramEnding] = [.exited(126), .exited(127)]

    func show(_ text: String) async throws -> Bool {
        guard let line else { return false }
        do {
            let ending = try await programs.run(line, arguments: [], variables: variables) {
                _ = try await $0(Array(text.utf8))
            }
            return !Self.notRun.contains(ending)
        } catch is CancellationError {
            // Ctrl-C in a pager is the pager's.
            return true
        } catch is ProgramFailure {
            return false
        }
    }
}
