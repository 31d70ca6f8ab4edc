/// The declarations of the words that begin a statement; the parser knows them, too.
enum StatementWords {
    static let `let` = Command(
        "let", .scripts, usage: "let NAME = PIPELINE, let NAME = VALUE",
        "Give rows or a value a name",
        details: """
            A pipeline runs at once and its rows are kept: $NAME begins a pipeline, $NAME.field is \
            the list of a field's values. A word, a number, quoted text or a list a,b is a value. \
            The last pipeline stays what it was.
            """,
        parameters: [
            .init("NAME", "letters, digits and _", isRequired: true, isPositional: true),
            .init(
                "PIPELINE", "what to run, or the value", isRequired: true, isPositional: true),
        ],
        examples: [
            #"let mine = search "sun ra" type=master; $mine | sort year | limit 3"#,
            #"let years = 1959,1961; search miles type=master | where year=$years"#,
            "let nation = US; search miles type=release | where country=$nation | count",
        ],
        form: .statement)

    static let alias = Command(
        "alias", .scripts, usage: "alias NAME = STAGE | …", "Give stages a name",
        details: """
            NAME then stands for them, in a pipeline and inside each. What is written behind NAME \
            goes to the last of its stages: parameters to a command, conditions to a where. The \
            name of a command is taken.
            """,
        parameters: [
            .init("NAME", "letters, digits, - and _", isRequired: true, isPositional: true),
            .init("STAGE", "what it stands for", isRequired: true, isPositional: true),
        ],
        examples: [
            "alias early = where year<1960; search miles type=master | early format~Mono",
            "alias top = sort year | limit; search miles type=master | top 3",
            "alias mono = where format~Mono; search miles type=release | mono | count",
        ],
        form: .statement)

    static let `try` = Command(
        "try", .scripts, usage: "try PIPELINE", "Let a script go on when a pipeline fails",
        details: """
            What went wrong is told, and the next line runs. Names and arguments have to be right \
            all the same, and an interrupt ends the script.
            """,
        parameters: [
            .init("PIPELINE", "what to run", isRequired: true, isPositional: true)
        ],
        examples: [
            #"try search artist="Sun Ra" type=artist | assert"#,
            "try release 9300000001 | select title",
            "try label 9100000001 | select name",
        ],
        form: .statement)
}
