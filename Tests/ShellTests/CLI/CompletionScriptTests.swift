import Testing

@Suite("Completions for other shells")
struct CompletionScriptTests {
    @Test(
        "There is a script for bash, zsh and fish, with every option and its values",
        arguments: ["bash", "zsh", "fish"])
    func scripts(shell: String) async throws {
        let result = try await ProgramHome().run("--generate-completion-script", shell)
        #expect(result.status == 0 && result.errors == "")
        let names = ["source", "format", "dry-run", "no-init", "env-file", "log-level", "resume"]
        for name in names { #expect(result.output.contains(name)) }
        for value in ["catalog", "jsonl", "markdown", "critical"] {
            #expect(result.output.contains(value), "\(value)")
        }
        #expect(!result.output.contains("--reference"))
    }

    @Test("bash completes options, the values of formats, and files")
    func bash() async throws {
        let home = ProgramHome()
        let script = try await home.run("--generate-completion-script", "bash")
        try home.folder.write(script.output, to: "work/completions")
        try home.folder.write("count", to: "work/week.mas")
        let tries = """
            . ./completions
            complete_words() {
              COMP_WORDS=(musicagent "$@"); COMP_CWORD=$#; COMPREPLY=()
              _musicagent musicagent "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
              echo "${COMPREPLY[*]}"
            }
            complete_words --format js
            complete_words --no-i
            complete_words we
            complete_words --env-file we
            """
        try home.folder.write(tries, to: "work/tries")
        let run = try ProcessRun(
            ["/bin/bash", "tries"], environment: home.environment, directory: home.work,
            input: "/dev/null", output: .caught)
        let lines = try await run.finish().output.split(separator: "\n").map(String.init)
        #expect(lines == ["json jsonl", "--no-init", "week.mas", "week.mas"])
    }
}
