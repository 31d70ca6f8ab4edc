import Discogs
import Output

/// What went wrong with a stored account.
enum AccountFailure: Error, Hashable, Sendable {
    /// There is no account of this name, but these.
    case unknown(String, known: [String])
    /// No stored account is in use.
    case noneInUse
    /// The file, or its folder, is open to others.
    case unsafe(path: String, Danger)
    /// The file holds something else.
    case unreadable(path: String)
    case system(SystemFailure)
    case notWritten(FileWriteError)
    /// Discogs said no to what was typed, or could not be asked.
    case refused(DiscogsError)
    /// The session was started with `--source catalog`.
    case catalogueWasAskedFor
    /// The person did not want another login in the place of this account's.
    case kept(String)
    /// What was typed cannot be a login.
    case noLogin(Part)

    /// What others could do.
    enum Danger: Hashable, Sendable {
        /// Who is not the owner may read or write it.
        case mode(UInt32)
        case otherOwner
        case link
        case noFile
    }

    /// What a person is asked for.
    enum Part: Hashable, Sendable { case kind, token, key, secret, code, name }
}
