/// Where a value was set.
enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    case standard
    /// `line` is nil where the whole file is meant.
    case file(path: String, line: Int?)
    case environment
    /// An option of the command line, with its dashes.
    case option(String)

    /// What is set at a higher rank hides the rest.
    var rank: Int {
        switch self {
        case .standard: 0
        case .file: 1
        case .environment: 2
        case .option: 3
        }
    }

    var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): line.map { "\(path):\($0)" } ?? path
        case .environment: "environment"
        case .option(let name): "option \(name)"
        }
    }
}
