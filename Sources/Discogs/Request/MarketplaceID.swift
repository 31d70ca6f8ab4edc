/// Reads the forms in which people give the number of a listing or of an order.
enum MarketplaceID {
    /// `2828937565`, or an address that ends so: `https://www.discogs.com/sell/item/2828937565`.
    static func listing(_ text: String) throws(RequestValidationError.Problem) -> String {
        guard let name = name(in: text, behind: ["item", "listings"]), name.isAllDigits,
            let number = Int64(name), number > 0
        else { throw .notAListing(text) }
        return String(number)
    }

    /// `150295-1254`: the seller's number and the order's. (Text in real replies, although the
    /// documentation calls it a number.)
    static func order(_ text: String) throws(RequestValidationError.Problem) -> String {
        guard let name = name(in: text, behind: ["order", "orders"]) else {
            throw .notAnOrder(text)
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.isAllDigits && $0.count <= 19 }) else {
            throw .notAnOrder(text)
        }
        return String(name)
    }

    private static func name(in text: String, behind words: Set<String>) -> Substring? {
        guard text.contains("/") else { return text[...] }
        let segments = text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard segments.contains(where: { $0 == "discogs.com" || $0.hasSuffix(".discogs.com") }),
            segments.count > 1, words.contains(String(segments[segments.count - 2]))
        else { return nil }
        return segments.last
    }
}
