import Discogs
import Records

/// The image host, at the same address as the API, whose window it does not count in.
///
/// It gives nothing to whoever sends a login: that is the API's alone.
enum SimulatedPictures {
    private static let path = "/image/"

    static func reply(to request: RecordedRequest) -> SimulatedReply? {
        guard request.target.contains(path) else { return nil }
        guard request.header("Authorization") == nil else {
            return .message(403, "A login has no business here.")
        }
        // Addresses are signed: one that was changed leads nowhere.
        guard request.target.hasSuffix(signature) else { return .notFound }
        return SimulatedReply(
            status: 200, headers: [HeaderField("Content-Type", "image/jpeg")], body: bytes)
    }

    /// A release as a login sees it: with pictures.
    static func added(to body: JSONValue, baseURL: String) -> JSONValue {
        guard var release = body.objectValue, let id = release["id"]?.intValue,
            release["tracklist"] != nil
        else { return body }
        let images: [JSONValue] = ["primary", "secondary"].enumerated().map { place, type in
            let address = "\(baseURL)\(path)R-\(id)-\(place + 1).jpeg\(signature)"
            return [
                "type": .string(type), "uri": .string(address), "resource_url": .string(address),
                "uri150": .string(address), "width": 600, "height": 600,
            ]
        }
        release["images"] = .array(images)
        return .object(release)
    }

    private static let signature = "?sig=abc%2Fdef"

    /// The beginning and the end of a JPEG, and nothing in between.
    private static let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x02, 0xFF, 0xD9]
}
