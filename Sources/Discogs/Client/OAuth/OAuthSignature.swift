/// The `Authorization` header of OAuth 1.0a with the signature method PLAINTEXT, which Discogs
/// recommends over https (its developer pages, "OAuth Flow").
struct OAuthSignature: Sendable, Hashable {
    /// What makes a signature one of a kind: the same request is signed anew for each attempt.
    struct Stamp: Sendable, Hashable {
        /// At most 64 characters; Discogs answers 401 to a longer one.
        let nonce: String
        /// Whole seconds since 1970; Discogs answers 401 to milliseconds.
        let time: Int64

        init(nonce: String, time: Int64) {
            self.nonce = nonce
            self.time = time
        }

        /// - Parameter randomness: any 64 bits.
        init(time: Int64, randomness: () -> UInt64) {
            let words = [randomness(), randomness()].map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }
            self.init(nonce: words.joined(), time: time)
        }
    }

    let consumer: OAuthConsumer
    /// Nil for the request that asks for the first one.
    var token: OAuthToken?
    /// Where the user's consent goes: `oob` for a code that the user copies.
    var callback: String?
    /// The code that the user got.
    var verifier: Secret?

    func headerValue(_ stamp: Stamp) -> String {
        // (RFC 5849, 3.4.4: both secrets are encoded, then joined; the header encodes once more.)
        let secrets = [consumer.secret.reveal(), token?.secret.reveal() ?? ""]
        let fields: [(String, String?)] = [
            ("oauth_consumer_key", consumer.key.reveal()),
            ("oauth_token", token?.token.reveal()),
            ("oauth_nonce", stamp.nonce),
            ("oauth_signature", secrets.map(PercentEncoding.encode).joined(separator: "&")),
            ("oauth_signature_method", "PLAINTEXT"),
            ("oauth_timestamp", String(stamp.time)),
            ("oauth_callback", callback),
            ("oauth_verifier", verifier?.reveal()),
        ]
        let shown = fields.compactMap { name, value in
            value.map { "\(name)=\"\(PercentEncoding.encode($0))\"" }
        }
        return "OAuth " + shown.joined(separator: ", ")
    }
}
