/// Why a file was not written. Nothing of it is left behind, and an earlier file is whole.
package enum FileWriteError: Error, Hashable, Sendable {
    /// There is a file already, and overwriting was not asked for.
    case exists(path: String)
    /// There is something that is no file: a folder, a device, a pipe, a symbolic link.
    case notAFile(path: String)
    /// A call of the operating system failed: `operation` is its name, `errno` its reason.
    case system(path: String, operation: String, errno: Int32)
}
