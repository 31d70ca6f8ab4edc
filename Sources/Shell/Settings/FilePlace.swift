#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Paths and folders, as far as the shell's own files need them.
enum FilePlace {
    /// An absolute path: `path` itself, or below `folder`, or below `home` after a `~/`.
    static func absolute(_ path: String, in folder: String, home: String) -> String {
        var path = Substring(path)
        if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        if path.hasPrefix("/") { return String(path) }
        if path.isEmpty || path == "." { return folder }
        return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
    }

    /// The folder that a path is in; `/` for a path without one.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// What a path leads to over links; the path itself where it leads to nothing.
    static func destination(of path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// Whether there is a regular file, or a link to one.
    static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && isRegular(status)
    }

    /// Whether there is anything, a link that leads nowhere included.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

    /// Whether one of the folders that lead from `base` to a path below it, or what is there
    /// itself, is a symbolic link.
    static func hasLink(_ path: String, below base: String) -> Bool {
        var path = path
        while path != base, path != "/" {
            var status = stat()
            if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { return true }
            path = folder(of: path)
        }
        return false
    }

    /// Makes the folder and those above it that are missing, for the user alone (0700). A folder
    /// that is there keeps its mode.
    static func makePrivateFolder(_ path: String) throws(SystemFailure) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path != "/" else { throw SystemFailure(path: path) }
        try makePrivateFolder(folder(of: path))
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemFailure(path: path) }
    }
}
