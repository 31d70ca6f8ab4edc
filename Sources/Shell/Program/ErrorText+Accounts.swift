import Discogs

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ErrorText {
    static func words(for failure: AccountFailure) -> (String, String?) {
        switch failure {
        case .unknown(let name, []):
            ("there is no account \(name)", "login stores one")
        case .unknown(let name, let known):
            ("there is no account \(name)", "there is \(known.sorted().joined(separator: ", "))")
        case .noneInUse: ("no stored account is in use", "accounts lists those that there are")
        case .unsafe(let path, .mode(let mode)):
            (
                "\(path) is open to others (mode \(String(mode, radix: 8))), so it is not used",
                "make it yours alone: chmod go= '\(path)'; and if others may have read it, get new "
                    + "tokens"
            )
        case .unsafe(let path, .otherOwner):
            ("\(path) belongs to somebody else, so it is not used", "put it away, and log in anew")
        case .unsafe(let path, .link):
            ("\(path) is a symbolic link, so it is not used", "put the file itself there")
        case .unsafe(let path, .noFile): ("\(path) is not a regular file", "put it away")
        case .unreadable(let path):
            ("\(path) is no list of accounts", "put it away, and log in anew")
        case .system(let failure): ("\(failure.path): \(failure.reason)", nil)
        case .notWritten(let error): (ErrorText(error).message, nil)
        case .refused(let error):
            (
                "the login was not accepted: \(ErrorText(error).message)",
                error.kind == .authentication ? "nothing was stored; check what you typed" : nil
            )
        case .catalogueWasAskedFor:
            ("this session is for the sample catalogue alone", "start it without --source catalog")
        case .kept(let name):
            ("the account \(name) stays as it was", "login NAME stores another one")
        case .noLogin(let part): (words(for: part), "nothing was stored")
        }
    }

    private static func words(for part: AccountFailure.Part) -> String {
        switch part {
        case .kind: "this is not one of 1, 2 and 3"
        case .token: "this is no token"
        case .key: "this is no key"
        case .secret: "this is no secret"
        case .code: "this is no code"
        case .name: "an account cannot be called like this user: give it a name, login NAME"
        }
    }

    /// What to do about a login that Discogs refused.
    static func hint(forRefused origin: SettingOrigin) -> String {
        if case .account(let name) = origin {
            return "the login of the account \(name) was refused; login \(name) makes a new one"
        }
        return "the token from \(origin.phrase) was refused; a new one comes from \(tokenAddress)"
    }
}
