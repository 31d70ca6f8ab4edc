/// A value that must never be seen: it prints as `••••`, whatever prints it.
///
/// Only what sends it or stores it reads the value.
public struct Secret: Sendable, Hashable {
    private let value: String

    public init(_ value: String) { self.value = value }

    public var isEmpty: Bool { value.isEmpty }

    /// The value itself, for the header that carries it and the file that keeps it.
    package func reveal() -> String { value }

    /// Tells one value from another: 64 bits (FNV-1a), from which a token cannot be found.
    package var fingerprint: String {
        let hash = value.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
