/// Help on an idea rather than on a command, short enough for one screen.
package struct HelpTopic: Sendable {
    package let name: String
    /// One sentence without a full stop.
    package let summary: String
    let parts: [Part]

    package enum Part: Sendable {
        case text(String)
        /// Lines to type, in this order, in one session.
        case lines([String])
        /// Lines of another shell, or of a file.
        case verbatim([String])
        case table([(String, String)])
    }

    package init(_ name: String, _ summary: String, _ parts: [Part]) {
        self.name = name
        self.summary = summary
        self.parts = parts
    }

    /// The lines that it has one type.
    var typedLines: [String] {
        parts.flatMap { part -> [String] in if case .lines(let lines) = part { lines } else { [] } }
    }

    /// In the order in which help lists them. One with the name of a command is shown behind its page.
    static let all = all(SessionSetting.own())

    /// - Parameter settings: those that the session knows.
    static func all(_ settings: [SessionSetting]) -> [HelpTopic] {
        [
            pages, fields, variables, each, scripts, export, self.settings(settings), cache,
            logs, accounts, changes, keys,
        ]
    }
}

extension HelpTopic {
    private static let pages = HelpTopic(
        "pages", "How lists are read, page by page",
        [
            .text(
                "At the prompt a list shows one page, 50 rows, and tells how many there are. next "
                    + "and prev turn it, page N goes to one."),
            .lines([#"search artist="Miles Davis""#, "next", "page 1..2 | count"]),
            .text("per-page N behind a source, or set per-page N for all, makes pages smaller."),
            .lines([#"search artist="Sun Ra" | per-page 10 | page 2"#]),
            .text(
                "export, count, sort, group, each and every script take all rows, 100 in a request; "
                    + "limit N asks for no more than it needs. More than 60 requests are asked "
                    + "about first."),
            .lines([#"search artist="Miles Davis" | limit 120 | count"#]),
        ])

    private static let fields = HelpTopic(
        "fields", "How parts of a row are named",
        [
            .text(
                "A row has the fields that Discogs sends. A dot leads into a field, through lists, "
                    + "too; a number is a place in a list, from 0."),
            .lines([
                "release 9300000001 | select title labels.name tracklist.0.title",
                #"search "kind of blue" | show title year country"#,
            ]),
            .text("where field? keeps the rows that have it. as json shows all that there is."),
            .lines([
                "search miles | where catno? | select catno title | limit 3",
                "release 9300000001 | as json",
            ]),
            .text("flatten makes a row of each element of a list; the other fields stay."),
            .lines(["release 9300000001 | flatten tracklist | select title tracklist.title"]),
        ])

    private static let variables = HelpTopic(
        "variables", "How rows and values get a name",
        [
            .text("let keeps the rows of a pipeline, or a value. $NAME stands for them."),
            .lines([
                #"let ra = search artist="Sun Ra" type=release"#, "$ra | sort year | limit 3",
                "let years = 1955..1965", "search miles type=master | where year=$years | count",
            ]),
            .text(
                "$NAME.field is the list of that field's values. $_ is what the last pipeline gave, "
                    + "@3 the id of row 3 of the table last shown, $1 an argument of the script."),
            .lines(["search miles type=release | where not id in $ra.id | count"]),
            .text("alias names stages. vars lists all names, unset NAME forgets one."),
            .lines(["alias early = where year<1960 | sort year", "search miles | early", "vars"]),
        ])

    private static let each = HelpTopic(
        "each", "How one command runs for every row",
        [
            .text(
                "$.field is a field of the row that each is at. The rows of what it runs come out, "
                    + "with the fields of that row which they lack. each try leaves failing rows "
                    + "out."),
            .lines([
                #"search "a love supreme" type=master | each master-versions $.id | count"#
            ]),
        ])

    private static let scripts = HelpTopic(
        "scripts", "How lines run without you",
        [
            .text(
                "A file of lines is a script. $1 is its first argument, ${1:-word} has a default, # "
                    + "begins a comment. It is checked whole before the first request."),
            .verbatim([
                "musicagent week.mas \"Sun Ra\"",
                "musicagent -c 'search miles | limit 3' | jq .title",
                "musicagent --check week.mas", "musicagent --resume week.journal week.mas",
            ]),
            .text(
                "Results are JSON Lines where no terminal shows them. try lets a script go on when a "
                    + "line fails. source runs a script in this session, record writes one of what "
                    + "you type."),
            .lines([
                #"search artist=${1:-"Sun Ra"} type=release | limit 3"#,
                "try search barcode=1 | assert",
            ]),
            .text(
                "A script writes into the export folder only; --trust lets it do what you may, "
                    + "--yes lets it change things on Discogs."),
        ])

    private static let export = HelpTopic(
        "export", "How rows become files",
        [
            .text(
                "What the last line showed is exported by export on a line of its own. EXPORT_DIR "
                    + "and DEFAULT_EXPORT_FORMAT say where to and how; set changes them.")
        ])

    private static func settings(_ settings: [SessionSetting]) -> HelpTopic {
        HelpTopic(
            "settings", "How the program is set up",
            [
                .text(
                    "set lists all settings with values and where they come from; set NAME VALUE "
                        + "changes one until you leave, unset NAME takes that back. These can change:"
                ),
                .table(settings.filter { $0.change != nil }.map { ($0.name, $0.allowed) }),
                .lines(["set per-page 20", "set | where origin!=default", "unset per-page"]),
                .text(
                    "Those in capitals come from options, the environment, a .env file in this "
                        + "folder or above it (or --env-file FILE), and defaults, in this order; "
                        + "help NAME explains one. Lines in init.mas, beside the accounts, run "
                        + "whenever the prompt opens."),
            ])
    }

    private static let cache = HelpTopic(
        "cache", "What an answer costs the second time",
        [.text("status tells how many requests are left this minute.")])

    private static let logs = HelpTopic(
        "logs", "What is written down of each request",
        [
            .text(
                "Replies, waits, retries and failures go to a log, without tokens; status names the "
                    + "file. log lists them, at no request; the newest are last."),
            .lines([
                "log", "log | where status>=500 | count",
                "log | where status? | group status count",
                "log | where waited_ms>1000 | show time path waited_ms reason",
            ]),
            .text(
                "All attempts of a request have one request_id, all requests of a line that you ran "
                    + "one run_id. Warnings and errors are in a file of their own, too."),
            .text(
                "LOG_LEVEL says how much is logged, LOG_FORMAT how (json or text), LOG_ROTATION_SIZE "
                    + "and LOG_BACKUP_COUNT how much is kept; help LOG_LEVEL. -v shows it on standard "
                    + "error."),
        ])

    private static let accounts = HelpTopic(
        "accounts", "How Discogs knows you",
        [
            .text(
                "login asks for a personal token, or for the key and secret of an application, "
                    + "checks it and keeps it in a file for you alone; logout forgets it. Who has "
                    + "several accounts changes with account NAME, or for one run with --account."),
            .lines(["whoami", "accounts"]),
            .text(
                "Commands without a user name are about you. A token in DISCOGS_API_TOKEN goes "
                    + "before a stored account."),
            .lines(["collection | limit 5", "wantlist | count"]),
        ])

    private static let changes = HelpTopic(
        "changes", "What is asked before Discogs changes",
        [
            .text(
                "What changes something on Discogs asks first, and is sent once. In a script it "
                    + "needs --yes; --dry-run shows what would be sent."),
            .lines([
                "wantlist-add r9300000002 notes=mono rating=5",
                "inventory | where price.value>30 | each listing-edit $.id price=29.99",
            ]),
            .text(
                "What is not given stays as it is. Where a reply is lost, nobody knows whether it "
                    + "happened: look before you repeat it. Deleted is deleted; Discogs keeps "
                    + "nothing."),
        ])

    private static let keys = HelpTopic(
        "keys", "What the keys do while you type a line",
        [
            .table([
                ("Tab", "complete the word; twice lists what fits"),
                ("Up, Down", "lines typed before"),
                ("Ctrl-R", "look for a line typed before"),
                ("Ctrl-A, Ctrl-E", "to the beginning, to the end"),
                ("Alt-B, Alt-F", "a word back, a word on"),
                ("Ctrl-W, Ctrl-U", "delete a word, all to the left"),
                ("Ctrl-Y", "put back what was deleted"),
                ("Ctrl-L", "clear the screen"),
                ("Ctrl-C", "give up the line, or stop what runs"),
                ("Ctrl-D", "leave, at an empty line"),
            ]),
            .text(
                "A line goes on after | or \\, and inside quotes and braces. Keys are those of GNU "
                    + "Readline; ~/.inputrc changes them."),
        ])
}
