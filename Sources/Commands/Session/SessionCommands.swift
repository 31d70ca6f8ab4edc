/// The declarations of what belongs to the shell and not to a pipeline; `Session` does the work.
enum SessionCommands {
    static let next = Command(
        "next", .paging, usage: "next", "Turn the last pipeline to its next page",
        details: "Pages that were fetched already are not fetched again.",
        examples: [
            #"search artist="Miles Davis" | page 1; next"#,
            #"search artist="Miles Davis" | per-page 10 | page 1; next; next"#,
            #"search artist="Miles Davis" | page 1; next; count"#,
        ], form: .session(.next))

    static let previous = Command(
        "prev", .paging, usage: "prev", "Turn the last pipeline back by one page",
        examples: [
            #"search artist="Miles Davis" | page 2; prev"#,
            #"search artist="Miles Davis" | per-page 10 | page 3; prev; prev"#,
            #"search artist="Miles Davis" | page 2; prev; count"#,
        ], form: .session(.previous))

    static let help = Command(
        "help", .session, usage: "help [COMMAND | TOPIC]",
        "List the commands, or explain one, or a topic",
        details: "A topic is an idea, such as pages or scripts, or a setting: help LOG_LEVEL.",
        parameters: [.init("TOPIC", "what to explain", isPositional: true)],
        examples: ["help", "help search", "help pages"], form: .session(.help))

    static let status = Command(
        "status", .session, usage: "status",
        "Show where answers come from and how many requests are left",
        examples: ["status", "status | as json", "status | as yaml"], form: .report(.status))

    static let history = Command(
        "history", .session, usage: "history [TEXT]", "List the lines typed before",
        details: """
            With TEXT those that contain it. At the prompt it shows the newest 50; a stage behind it \
            gets all of them. Of lines that are equal the newest is kept, and none that may hold a \
            secret or begins with a blank.
            """,
        parameters: [.init("TEXT", "what the lines contain", isPositional: true)],
        examples: ["history", "history | last 3", "history search | last 3"],
        form: .report(.history))

    /// How many lines it shows.
    static let historyLength = 50

    static let vars = Command(
        "vars", .scripts, usage: "vars", "List the variables and aliases",
        details: """
            A variable of rows tells how many it has, one of values what they are, an alias the \
            stages that it stands for.
            """,
        examples: [
            #"let years = 1957..1959; alias mono = where format~Mono; vars"#,
            #"let mine = search "sun ra" type=master; vars"#,
            "alias early = where year<1960; vars | where kind=alias",
        ],
        form: .report(.names))

    static let unset = Command(
        "unset", .scripts, usage: "unset NAME",
        "Forget a variable or an alias, or take back what set changed",
        details: "A setting is then what it was when the session began.",
        parameters: [
            .init("NAME", "the name, without $", isRequired: true, isPositional: true)
        ],
        examples: [
            "let mine = a,b; let old = c; unset old; vars",
            "set format csv; unset format; set format",
            "let a = 1; alias b = limit 3; unset b; vars",
        ], form: .session(.unset))

    static let quit = Command(
        "quit", .session, usage: "quit", "Leave the shell (so does Ctrl-D)",
        form: .session(.quit))
}
