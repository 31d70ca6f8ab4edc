/// Why a file was not written. Except where it says otherwise, nothing of it is left behind, and an
/// earlier file is whole.
package enum FileWriteError: Error, Hashable, Sendable {
    /// There is a file already, and overwriting was not asked for.
    case exists(path: String)
    /// There is something that is no file: a folder, a device, a pipe, a symbolic link.
    case notAFile(path: String)
    /// Another process replaces the file, or appends to it, and does not come to an end.
    case inUse(path: String)
    /// The file to append to begins with other columns than those of the rows.
    case otherHeader(path: String)
    /// The file is in its place, whole, but its name may not have come to the disk.
    case notSettled(path: String, errno: Int32)
    /// A call of the operating system failed: `operation` is its name, `errno` its reason.
    case system(path: String, operation: String, errno: Int32)
}
