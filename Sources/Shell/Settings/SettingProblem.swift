/// What is wrong with one setting.
struct SettingProblem: Sendable, Hashable, CustomStringConvertible {
    enum Reason: Sendable, Hashable {
        /// `value` is nil for a secret.
        case notAllowed(value: String?, allowed: String)
        /// A line of the `.env` that means nothing.
        case notReadable(DotEnvFile.Problem.Reason)
        /// The key would decide where a token goes that was set above it, at `token`.
        case wouldExposeToken(to: String, token: SettingOrigin)
        case noSuchFile(String)
        /// Without the user's word files are written in this folder only.
        case outside(String)
        /// Half of a login.
        case needs(String)
        /// Two logs in one file.
        case sameAs(String)
    }

    /// Nil when it is about the file that `origin` names.
    let key: String?
    let origin: SettingOrigin
    let reason: Reason

    /// One line: the key, where it was set, what is allowed. Values in it are as they were
    /// found, so it has to be sanitised before it meets a terminal.
    var description: String {
        let place = key.map { "\($0) (\(origin)): " } ?? "\(origin): "
        return place + reason.description
    }
}

extension SettingProblem.Reason: CustomStringConvertible {
    var description: String {
        switch self {
        case .notAllowed(nil, let allowed): "must be \(allowed)"
        case .notAllowed(let value?, let allowed): "must be \(allowed), not '\(value.prefix(80))'"
        case .notReadable(let reason):
            DotEnvFile.Problem(reason: reason, line: nil).description
        case .wouldExposeToken(let place, .account(let name)):
            "would hand the login of the account \(name) to \(place); set this in the "
                + "environment, or unset it"
        case .wouldExposeToken(let place, let token):
            "would hand the token from \(token.phrase) to \(place); "
                + "set both in the same place, or unset this"
        case .noSuchFile(let path): "there is no file \(path)"
        case .outside(let folder):
            "must be a folder in \(folder), neither hidden nor a link; "
                + "to write elsewhere, set it in the environment"
        case .needs(let other): "needs \(other), too"
        case .sameAs(let other): "must differ from \(other)"
        }
    }
}

extension SettingOrigin {
    /// As part of a sentence.
    var phrase: String {
        switch self {
        case .environment: "the environment"
        case .account(let name): "the account \(name)"
        default: description
        }
    }
}

/// Everything that is wrong with the settings, found at once.
struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    let problems: [SettingProblem]

    var description: String { problems.map(\.description).joined(separator: "\n") }
}
