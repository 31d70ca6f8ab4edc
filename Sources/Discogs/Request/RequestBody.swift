import Records

/// What a request sends along.
public enum RequestBody: Sendable, Hashable {
    case json(JSONObject)
    /// A file, as a form in a browser would send it.
    case upload(Upload)

    public struct Upload: Sendable, Hashable {
        /// The name of the form's part.
        public let part: String
        /// The name of the file, without its folder.
        public let filename: String
        public let bytes: [UInt8]

        public init(part: String, filename: String, bytes: [UInt8]) {
            self.part = part
            self.filename = filename
            self.bytes = bytes
        }
    }

    /// The bytes as they are sent, and the type that is told with them.
    var encoded: (type: String, bytes: [UInt8]) {
        switch self {
        case .json(let object): ("application/json", Array(object.json(pretty: false).utf8))
        case .upload(let upload): upload.form
        }
    }

    /// As a dry run shows it: JSON, or the name of a file.
    public var outline: String {
        switch self {
        case .json(let object): object.json(pretty: false)
        case .upload(let upload): upload.filename
        }
    }

    /// In short, to be shown to whoever is to agree: `price=19.99 comments=""`.
    public var summary: String {
        switch self {
        case .json(let object):
            object.members.map { name, value in
                let quoted = value.stringValue?.replacing("\\", with: "\\\\")
                    .replacing("\"", with: "\\\"")
                let text = quoted.map { "\"\($0)\"" } ?? value.text
                return "\(name)=\(text)"
            }.joined(separator: " ")
        case .upload(let upload): "\(upload.filename) (\(upload.bytes.count) bytes)"
        }
    }
}

extension RequestBody.Upload {
    /// One part of `multipart/form-data` (RFC 7578).
    fileprivate var form: (type: String, bytes: [UInt8]) {
        let boundary = self.boundary
        // Neither may end the line or the quotes.
        let filename = String(
            filename.unicodeScalars.filter { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
                .map(Character.init))
        let head = """
            --\(boundary)\r
            Content-Disposition: form-data; name="\(part)"; filename="\(filename)"\r
            Content-Type: text/csv\r
            \r

            """
        return (
            "multipart/form-data; boundary=\(boundary)",
            Array(head.utf8) + bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        )
    }

    /// A line that the file does not hold.
    private var boundary: String {
        var number = 0
        while true {
            let boundary = "musicagent-\(number)"
            let marker = Array("--\(boundary)".utf8)
            if bytes.firstRange(of: marker) == nil { return boundary }
            number += 1
        }
    }
}
