import Foundation

/// The files of this package.
enum Project {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["MUSICAGENT_PACKAGE"] {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Paths from the root on.
    static func files(in folder: String, ending: String) throws -> [String] {
        let start = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: start.path)
            .filter { $0.hasSuffix(".\(ending)") }.map { "\(folder)/\($0)" }
    }
}
