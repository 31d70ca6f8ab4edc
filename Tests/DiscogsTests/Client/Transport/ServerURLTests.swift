import Testing

@testable import Discogs

@Suite("Server addresses")
struct ServerURLTests {
    @Test(
        "are taken apart",
        arguments: [
            ("https://api.discogs.com", "https://api.discogs.com", "/"),
            ("HTTPS://API.Discogs.COM:443/a/b?x=1", "https://api.discogs.com", "/a/b?x=1"),
            ("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080", "/v2"),
            ("http://[::1]:8080?q", "http://[::1]:8080", "/?q"),
            ("https://h/p#fragment", "https://h", "/p"),
            ("https://h/p?a?b/c@d", "https://h", "/p?a?b/c@d"),
        ])
    func parsed(text: String, origin: String, target: String) throws {
        let url = try #require(ServerURL(parsing: text))
        #expect("\(url.origin)" == origin)
        #expect(url.target == target)
    }

    @Test(
        "that readers might disagree about are refused",
        arguments: [
            "", "api.discogs.com", "ftp://h/", "https:/h", "https://", "https:///path",
            "https://user:password@api.discogs.com/", "https://api.discogs.com@evil.example/",
            "https://api.discogs.com\\@evil.example/", "https://h:0/", "https://h:65536/",
            "https://h:+80/", "https://h:8x/", "https://h /", "https://h/\r\nX: y", "https://h/é",
            "https://[::1/", "https://[]/", "https://[::1]x/", "https://ex%41mple.com/",
            "javascript:alert(1)", "https://h/<x>",
        ])
    func refused(text: String) {
        #expect(ServerURL(parsing: text) == nil)
    }

    @Test(
        "resolve what a Location header says",
        arguments: [
            ("/x?y", "https://h:1/x?y"), ("https://other/p", "https://other/p"),
            ("//other/p", "https://other/p"), ("c", "https://h:1/a/c"),
            ("?z=1", "https://h:1/a/b?z=1"), ("c?d:e", "https://h:1/a/c?d:e"),
            ("", nil), ("#x", nil), ("mailto:a@b", nil), ("//user@other/", nil), ("\\\\evil", nil),
        ] as [(String, String?)])
    func resolved(location: String, expected: String?) throws {
        let url = try #require(ServerURL(parsing: "https://h:1/a/b?q=1"))
        #expect(url.resolving(location).map { "\($0)" } == expected)
    }

    @Test("are shown without logins")
    func redacted() throws {
        let url = try #require(
            ServerURL(parsing: "https://h/s?q=miles&Token=abc&key=k&secret=&page=2&token"))
        #expect(
            url.redactedTarget
                == "/s?q=miles&Token=••••&key=••••&secret=••••&page=2&token=••••")
    }

    @Test(
        "know this machine",
        arguments: [
            ("http://127.0.0.1", true), ("http://127.255.0.9:1", true), ("http://localhost", true),
            ("http://[::1]", true), ("http://127.0.0.1.nip.io", false),
            ("http://127.evil.com", false), ("http://127.0.0", false), ("http://10.0.0.1", false),
            ("http://localhost.example", false),
        ])
    func loopback(text: String, isLoopback: Bool) throws {
        let origin = try #require(ServerURL(parsing: text)).origin
        #expect(origin.isLoopback == isLoopback)
        #expect(origin.mayCarryCredentials == isLoopback)
    }

    @Test("of the API may have a prefix, without a slash at the end")
    func base() throws {
        let base = try #require(BaseURL(parsing: "http://localhost:8080/discogs/v2//"))
        #expect(base.pathPrefix == "/discogs/v2")
        #expect("\(base)" == "http://localhost:8080/discogs/v2")
        #expect(BaseURL(parsing: "https://api.discogs.com/") == .discogs)
        #expect(BaseURL(parsing: "https://h/?q") == nil)
        #expect(BaseURL(parsing: "discogs") == nil)
    }
}
