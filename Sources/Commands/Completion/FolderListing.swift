import Output

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What lies in a folder, for completion.
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

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
