import Testing

@testable import Discogs

@Suite("Secrets")
struct SecretTests {
    private let secret = Secret("hunter2")

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
            "\(Credentials.personalToken(secret))", "\(configuration)", dumpedConfiguration,
            "\(Mirror(reflecting: secret).children.map(\.value))",
        ]
        for print in prints { #expect(!print.contains("hunter2")) }
        #expect("\(secret)" == "••••")
    }

    @Test("are revealed for the header only")
    func header() {
        #expect(Credentials.personalToken(secret).headerValue == "Discogs token=hunter2")
        #expect(
            Credentials.consumer(key: Secret("k"), secret: secret).headerValue
                == "Discogs key=k, secret=hunter2")
        #expect(Credentials.none.headerValue == nil)
    }

    @Test("decide the limit to begin with")
    func limit() {
        #expect(Credentials.none.customaryRateLimit == 25)
        #expect(Credentials.personalToken(secret).customaryRateLimit == 60)
    }
}
