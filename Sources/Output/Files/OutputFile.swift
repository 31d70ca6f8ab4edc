/// A file that an export goes into.
package protocol OutputFile: ByteSink {
    var path: String { get }
    /// The one that it is in.
    var folder: String { get }
    /// How many bytes it has got, or has now.
    var byteCount: Int { get }
    /// What tells it from all others before it has its name; nil for one that has it already.
    var identity: FileIdentity? { get }
}
