#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path that a user or a script gave, in a folder that it must not leave.
package enum GivenPath {
    /// Why a name leads to no place in the folder.
    package enum Failure: Error, Hashable, Sendable {
        /// No name, or one that ends in `/`, `.` or `..`.
        case noFileName(String)
        /// A control character in the name.
        case unusableCharacter(String)
        /// One part of the path has more than 255 bytes.
        case nameTooLong(String)
        /// The path leads out of the folder: absolute, with `..`, or by a symbolic link.
        case outside(String, folder: String)
        /// The name begins with `~/`, which stands for the home folder to shells only.
        case home(String)
        /// A part of the path begins with a dot: such files configure other programs.
        case hidden(String)
    }

    /// The path of the file `name`, which is relative to the folder.
    /// - Parameter allowOutside: whether absolute paths, `..` and symbolic links out of the
    ///   folder are allowed.
    /// - Throws: `Failure`.
    package static func resolve(
        _ name: String, in folder: String, allowOutside: Bool
    ) throws(Failure) -> String {
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        }
        if name.unicodeScalars.contains(where: isControl) { throw .unusableCharacter(name) }
        let parts = parts(of: name)
        if ["", ".", ".."].contains(parts.last) { throw .noFileName(name) }
        if parts.contains(where: { $0.utf8.count > 255 }) { throw .nameTooLong(name) }
        // Never meant: a folder with the name `~`.
        if parts.first == "~", parts.count > 1 { throw .home(name) }
        let isAbsolute = name.utf8.first == slash
        let path = isAbsolute ? name : joined(folder, name)
        if allowOutside { return path }
        let stays = !isAbsolute && !parts.contains("..")
        guard stays, leads(into: folder, parts.dropLast()) else {
            throw .outside(name, folder: folder)
        }
        let isHidden = parts.contains { $0.utf8.first == UInt8(ascii: ".") && $0 != "." }
        if isHidden { throw .hidden(name) }
        return path
    }

    private static let slash = UInt8(ascii: "/")

    /// Split as the operating system does, by bytes: to a `String` a slash with a combining mark
    /// is no slash.
    private static func parts(of path: String) -> [String] {
        path.utf8.split(separator: slash, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        switch folder {
        case "", ".": name
        case _ where folder.utf8.last == slash: folder + name
        default: folder + "/" + name
        }
    }

    /// Whether the folders that are there already, symbolic links followed, lie in `root`.
    private static func leads(into root: String, _ folders: ArraySlice<String>) -> Bool {
        // What is not there yet will be made by us, without links.
        guard let realRoot = realPath(root.isEmpty ? "." : root) else { return !isLink(root) }
        let rootParts = parts(of: realRoot).filter { !$0.isEmpty }
        var folder = realRoot
        for part in folders where part != "" && part != "." {
            let next = joined(folder, part)
            guard let real = realPath(next) else { return !isLink(next) }
            let isInside = parts(of: real).lazy.filter { !$0.isEmpty }
                .starts(with: rootParts) { $0.utf8.elementsEqual($1.utf8) }
            guard isInside else { return false }
            folder = real
        }
        return true
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// A link that leads nowhere yet could lead anywhere later.
    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
