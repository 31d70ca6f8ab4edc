import PipelineLanguage

/// The declarations of what is about accounts; `AccountKeeper` does the work.
enum AccountCommands {
    static let login = Command(
        "login", .session, usage: "login [NAME]",
        "Log in to Discogs, and keep the login as an account",
        details: """
            It asks for a personal token, or for the key and secret of an application, and shows nothing \
            of what is typed; Discogs is asked whether they are right. The account is called NAME, or \
            like its user, and is used from then on, also by later sessions and scripts. A \
            DISCOGS_API_TOKEN comes before it.
            """,
        parameters: [.init("NAME", "what to call the account", isPositional: true)],
        form: .session(.login))

    static let logout = Command(
        "logout", .session, usage: "logout [NAME]", "Forget an account",
        details: "Without NAME it is the one in use. Discogs goes on to know its token.",
        parameters: [.init("NAME", "the account", isPositional: true)],
        form: .session(.logout))

    static let account = Command(
        "account", .session, usage: "account NAME", "Use another stored account",
        details: "Later sessions and scripts use it, too; for one run, --account NAME chooses.",
        parameters: [.init("NAME", "the account", isRequired: true, isPositional: true)],
        form: .session(.account))

    static let accounts = Command(
        "accounts", .session, usage: "accounts", "List the stored accounts",
        examples: ["accounts", "accounts | select name", "accounts | count"],
        form: .report(.accounts))

    static let whoami = Command(
        "whoami", .session, usage: "whoami",
        "Show which account asks, and where its login comes from",
        details: "Discogs is asked for the user's name only where it is not stored.",
        examples: ["whoami", "whoami | select login", "whoami | as json"], form: .report(.whoami))
}

extension SessionAction {
    /// Whether it is about the accounts of a person, who alone may change them.
    var isOfAccounts: Bool {
        switch self {
        case .login, .logout, .account: true
        case .help, .next, .previous, .quit, .unset: false
        }
    }
}

extension PipelineBinder {
    mutating func bindAccount(
        _ action: SessionAction, _ reader: inout ArgumentReader, of command: Command
    ) -> Spanned<String>? {
        let span = reader.call.span
        if !options.isInteractive {
            report(
                "\(command.name) is for the prompt", at: span,
                hint: "a script's account is that of --account, DISCOGS_ACCOUNT or "
                    + "DISCOGS_API_TOKEN")
        }
        let name = action == .account ? reader.requiredWord("a name") : reader.nextWord()
        if let name, !AccountName.isAllowed(name.value) {
            if action == .login {
                report(
                    "this is no name for an account", at: name.span,
                    hint:
                        "a token or a key is not typed here: login asks for it and does not show it"
                )
            } else {
                report(
                    "there is no account of this name", at: name.span, hint: "accounts lists them")
            }
        }
        return name
    }
}

/// What an account may be called.
package enum AccountName {
    /// Letters, digits, and `-_.` inside; nothing that may be a token or a key.
    package static func isAllowed(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count), !mayBeSecret(name),
            let first = name.utf8.first, isLetterOrDigit(first)
        else { return false }
        return name.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
    }

    /// Tokens of Discogs have 40 letters, keys 20, secrets 32, without anything between them.
    private static func mayBeSecret(_ name: String) -> Bool {
        name.utf8.count >= 20 && name.utf8.allSatisfy(isLetterOrDigit)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }
}
