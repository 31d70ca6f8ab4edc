import Testing

@testable import Discogs

@Suite("Secrets")
struct SecretTests {
    private let secret = Secret("hunter2")
    private var oauth: Credentials {
        .oauth(
            OAuthConsumer(key: secret, secret: secret), OAuthToken(token: secret, secret: secret))
    }

    @Test("print as dots, whatever prints them")
    func masked() {
        var dumped = ""
        dump(secret, to: &dumped)
        var configuration = DiscogsClientConfiguration(userAgent: "x")
        configuration.credentials = .consumer(key: secret, secret: secret)
        configuration.proxy = .init(host: "h", port: 1, login: secret)
        var dumpedConfiguration = ""
        dump(configuration, to: &dumpedConfiguration)
        let prints = [
            "\(secret)", secret.description, secret.debugDescription, String(reflecting: secret),
            String(describing: Optional(secret)), "\([secret])", "\(["a": secret])", dumped,
            "\(Credentials.personalToken(secret))", "\(oauth)", "\(configuration)",
            dumpedConfiguration,
            "\(Mirror(reflecting: secret).children.map(\.value))",
        ]
        for print in prints { #expect(!print.contains("hunter2")) }
        #expect("\(secret)" == "••••")
    }

    private let stamp = OAuthSignature.Stamp(nonce: "n0nce", time: 1_764_000_000)

    @Test("are revealed for the header only")
    func header() {
        #expect(Credentials.personalToken(secret).headerValue(stamp) == "Discogs token=hunter2")
        #expect(
            Credentials.consumer(key: Secret("k"), secret: secret).headerValue(stamp)
                == "Discogs key=k, secret=hunter2")
        #expect(Credentials.none.headerValue(stamp) == nil)
    }

    @Test("decide the limit to begin with")
    func limit() {
        #expect(Credentials.none.customaryRateLimit == 25)
        #expect(Credentials.personalToken(secret).customaryRateLimit == 60)
        #expect(oauth.customaryRateLimit == 60)
    }

    @Test("tell one account from another by a fingerprint, and are all known to masks")
    func fingerprints() {
        let accounts: [Credentials] = [
            .personalToken(Secret("a")), .personalToken(Secret("b")),
            .consumer(key: Secret("c"), secret: Secret("d")), oauth,
        ]
        #expect(Set(accounts.map(\.fingerprint)).count == 4)
        #expect(Credentials.none.fingerprint == "" && Credentials.none.secrets.isEmpty)
        #expect(accounts.map(\.secrets.count) == [1, 1, 2, 4])
        #expect(accounts.map(\.isOfUser) == [true, true, false, true])
    }
}
