extension ChaosMode {
    /// The modes that can be had by name, with what they do, in the order in which to show them.
    ///
    /// (A redirect to another server is not among them, as it needs an address.)
    package static let named: [(name: String, mode: ChaosMode, summary: String)] = [
        ("pass", .pass, "the reply as it should be"),
        ("latency", .latency(.seconds(2)), "the same, after 2 s"),
        ("silence", .silence, "no reply, ever"),
        ("reset", .reset(.beforeReply), "the connection is reset before a reply"),
        ("reset-after-head", .reset(.afterHead), "it is reset after the head"),
        ("reset-in-body", .reset(.inBody), "it is reset in the body"),
        ("truncation", .truncation, "half the body, then the end of the connection"),
        ("truncated-json", .truncatedJSON, "half the JSON, with the length that fits"),
        ("slow-drip", .slowDrip(every: .milliseconds(100)), "a body of blanks without end"),
        ("slow-head", .slowHead(every: .milliseconds(100)), "a header without end"),
        ("wrong-length", .wrongLength(by: 10), "Content-Length is 10 too high"),
        ("403", .errorPage(status: 403), "an HTML page of a gateway, with that status"),
        ("500", .errorPage(status: 500), "the same"),
        ("502", .errorPage(status: 502), "the same"),
        ("503", .errorPage(status: 503), "the same"),
        ("520", .errorPage(status: 520), "the same"),
        ("html", .htmlPage, "a page of a proxy, with the status 200"),
        ("429", .tooManyRequests, "too many requests, without a body"),
        ("empty-body", .emptyBody, "the status 200 without a body"),
        ("empty-reply", .emptyReply, "the connection is closed without a reply"),
        ("garbage", .garbage, "bytes that are not HTTP"),
        ("redirect-loop", .redirectLoop, "a redirect to itself"),
        ("gzip-bomb", .gzipBomb(mebibytes: 1024), "1 GiB of zeros in gzip"),
        ("invalid-gzip", .invalidGzip, "called gzip, but is not"),
        ("huge-body", .hugeBody(mebibytes: 1024), "1 GiB of blanks"),
        ("header-flood", .headerFlood(count: 100_000), "100,000 headers of 1 KiB"),
    ]

    /// Reads names separated by commas; nil when one of them is unknown or there is none.
    package static func modes(named text: String) -> [ChaosMode]? {
        let names = text.split(separator: ",", omittingEmptySubsequences: false)
        let modes = names.compactMap { name in named.first { $0.name == name }?.mode }
        return modes.count == names.count ? modes : nil
    }
}
