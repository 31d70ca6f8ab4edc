/// A file that is sent to Discogs as it is.
struct UploadFile {
    /// Without its folder.
    let name: String
    let bytes: [UInt8]

    /// More than this is no list of anybody's records.
    private static let limit = 16 << 20

    /// - Throws: `InputFailure`, `CancellationError`.
    static func read(_ path: String, isTrusted: Bool) async throws -> UploadFile {
        let file = try await InputFile.open(path, isTrusted: isTrusted)
        var bytes: [UInt8] = []
        while let part = try await file.read() {
            bytes += part
            guard bytes.count <= limit else { throw InputFailure.tooLarge(path, limit: limit) }
        }
        return UploadFile(name: String(path.split(separator: "/").last ?? "file"), bytes: bytes)
    }
}
