import Output
import PipelineLanguage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What lies in a folder, for completion and did-you-mean.
enum FolderListing {
    struct Entry {
        let name: String
        let isFolder: Bool
    }

    /// Of a larger folder only so many are looked at: nobody waits for the rest.
    private static let capacity = 5_000

    /// Entries that begin with a text, in order; those with a dot only when it begins with one.
    /// A name that no terminal should see is left out.
    static func entries(of folder: String, beginningWith prefix: String) -> [Entry] {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { closedir(stream) }
        var entries: [Entry] = []
        var looked = 0
        while looked < capacity, let entry = readdir(stream) {
            looked += 1
            let isFolderByType = entry.pointee.d_type == UInt8(DT_DIR)
            let mayBeFolder = [UInt8(DT_LNK), UInt8(DT_UNKNOWN)].contains(entry.pointee.d_type)
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    String(validatingCString: $0)
                }
            }
            guard let name, name != ".", name != "..", name.hasPrefix(prefix),
                name.first != "." || prefix.first == ".",
                !name.unicodeScalars.contains(where: TerminalText.isUnsafe)
            else { continue }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            entries.append(
                Entry(name: name, isFolder: isFolderByType || mayBeFolder && isFolder(path)))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// The path of the file that was most likely meant: one of the same name in the other folder, or
    /// of nearly the same name; nil when there is none.
    static func nearest(to path: String, or otherFolder: String?) -> String? {
        if let otherFolder, !path.contains("/") {
            let entries = entries(of: otherFolder, beginningWith: path)
            if entries.contains(where: { $0.name == path && !$0.isFolder }) {
                return "\(otherFolder)/\(path)"
            }
        }
        let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<start])
        let files = entries(of: folder, beginningWith: "").filter { !$0.isFolder }
        return Suggestion.nearest(to: String(path[start...]), in: files.map(\.name))
            .map { folder + $0 }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
