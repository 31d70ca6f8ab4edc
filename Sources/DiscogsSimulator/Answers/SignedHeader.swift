import Discogs

/// What an `Authorization: OAuth …` header says (OAuth 1.0a).
struct SignedHeader {
    /// Not encoded.
    let fields: [String: String]

    /// Nil for another kind of header.
    init?(_ request: RecordedRequest) {
        guard let header = request.header("Authorization"), header.hasPrefix("OAuth ") else {
            return nil
        }
        var fields: [String: String] = [:]
        for part in header.dropFirst(6).split(separator: ",") {
            let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[1].count >= 2, sides[1].hasPrefix("\""),
                sides[1].hasSuffix("\"")
            else { continue }
            fields[String(sides[0])] = PercentEncoding.decode(sides[1].dropFirst().dropLast())
        }
        self.fields = fields
    }

    var consumer: String { fields["oauth_consumer_key"] ?? "" }
    var token: String? { fields["oauth_token"] }

    /// Whether the signature is that of these secrets, which are joined encoded, as RFC 5849 has it, or
    /// as they are, as the documentation of Discogs has it.
    func isSigned(by secret: String, _ tokenSecret: String) -> Bool {
        guard fields["oauth_signature_method"] == "PLAINTEXT",
            let signature = fields["oauth_signature"]
        else { return false }
        return signature == "\(secret)&\(tokenSecret)"
            || PercentEncoding.decode(signature) == "\(secret)&\(tokenSecret)"
    }

    /// What Discogs answers 401 to (discogs-api.md, 2.1).
    var hasUsableStamp: Bool {
        guard let nonce = fields["oauth_nonce"], let time = fields["oauth_timestamp"] else {
            return false
        }
        // Milliseconds have thirteen digits; seconds will have ten for some centuries.
        return (1...64).contains(nonce.count) && (1...10).contains(time.count)
            && time.utf8.allSatisfy { (48...57).contains($0) }
    }
}
