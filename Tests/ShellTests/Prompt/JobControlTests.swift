import Testing

@Suite("The prompt under a shell with job control", .serialized, .timeLimit(.minutes(10)))
struct JobControlTests {
    private static let prompt = "music:catalog> "
    private static let question = #"search "kind of blue" type=master | select title | as csv"#
    private static let answer = "\ntitle\nMiles Davis - Kind Of Blue\n"

    private let home = ProgramHome(["PS1": "shell> "])

    /// A shell, and the prompt in it.
    private func started() async throws -> PseudoTerminal {
        let shell = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"],
            environment: home.environment, directory: home.work, columns: 120)
        try await shell.expect("shell> ")
        try shell.enter(ProgramHome.executable)
        try await shell.expect(Self.prompt)
        return shell
    }

    private func suspendAndGoOn(_ terminal: PseudoTerminal) async throws {
        try terminal.press(.suspend)
        try await terminal.expect("Stopped")
        try await terminal.expect("shell> ")
        // Its modes are the shell's: a line is shown as it is typed, once.
        try terminal.enter("echo between")
        try await terminal.expect("echo between\nbetween\nshell> ")
        try terminal.enter("fg")
        try await terminal.expect("fg\n")
    }

    @Test("Ctrl-Z leaves a line half typed, and fg goes on with it")
    func whileTyping() async throws {
        let terminal = try await started()
        for _ in 1...2 {
            try terminal.type(String(Self.question.prefix(20)))
            try await terminal.expect(String(Self.question.prefix(20)))
            try await suspendAndGoOn(terminal)
            try await terminal.expect(Self.prompt)
            try terminal.enter(String(Self.question.dropFirst(20)))
            try await terminal.expect(Self.answer)
            try await terminal.expect(Self.prompt)
        }
        try terminal.enter("quit")
        try await terminal.expect("shell> ")
    }

    @Test("Ctrl-Z stops a program that reads rows together with us, and fg goes on with both")
    func duringProgram() async throws {
        let terminal = try await started()
        // It reads nothing of the terminal: what is typed while it has not quite stopped would be its.
        let program =
            #"$| = 1; $SIG{CONT} = sub { print "goes on\n" }; print "began\n"; sleep 9 while 1"#
        try terminal.enter("search miles | ! cat >/dev/null; exec perl -e '\(program)'")
        try await terminal.expect("while 1'\nbegan\n")
        try await suspendAndGoOn(terminal)
        try await terminal.expect("\ngoes on\n")
        try terminal.press(.interrupt)
        try await terminal.expect(Self.prompt)
        try terminal.enter(Self.question)
        try await terminal.expect(Self.answer)
    }
}
