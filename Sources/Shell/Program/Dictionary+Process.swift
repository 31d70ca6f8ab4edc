import FoundationEssentials

extension [String: String] {
    /// The variables of this process.
    package static var ofProcess: [String: String] { ProcessInfo.processInfo.environment }
}
