/// A file that an export goes into.
package protocol OutputFile: ByteSink {
    var path: String { get }
    /// The one that it is in.
    var folder: String { get }
    /// How many bytes it has got, or has now.
    var byteCount: Int { get }
    /// Is told what the file is known by, just before it takes its name; never for one that has its
    /// name already.
    var willTakeName: ((FileIdentity) throws -> Void)? { get set }
}
