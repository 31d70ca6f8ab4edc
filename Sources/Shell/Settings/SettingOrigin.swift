/// Where a value was set.
enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    case standard
    /// `line` is nil where the whole file is meant.
    case file(path: String, line: Int?)
    case environment
    /// An option of the command line, with its dashes.
    case option(String)
    /// A stored account: what a person typed at the prompt.
    case account(String)

    /// Who has the say: what is set at a lower rank does not decide where a token goes. A stored
    /// account is hidden by any token that is set; but no file that lies about in a folder may send it
    /// anywhere.
    var rank: Int {
        switch self {
        case .standard: 0
        case .file: 1
        case .environment, .account: 2
        case .option: 3
        }
    }

    var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): line.map { "\(path):\($0)" } ?? path
        case .environment: "environment"
        case .option(let name): "option \(name)"
        case .account(let name): "account \(name)"
        }
    }
}
