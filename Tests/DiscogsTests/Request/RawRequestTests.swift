import Testing

@testable import Discogs

@Suite("Raw requests")
struct RawRequestTests {
    @Test(
        "A path goes out encoded where it must be",
        arguments: [
            ("/", "/"),
            ("/users/_.some-name/wants", "/users/_.some-name/wants"),
            ("/users/Jürgen X", "/users/J%C3%BCrgen%20X"),
            ("/users/a%2Fb/c", "/users/a%2Fb/c"),
            ("/users/100%/c%2", "/users/100%25/c%252"),
            ("/marketplace/fee/10.00/EUR", "/marketplace/fee/10.00/EUR"),
            (#"/a\b"c<d>"#, "/a%5Cb%22c%3Cd%3E"),
        ])
    func paths(text: String, path: String) throws {
        let request = try DiscogsRequest.raw(.get, text)
        #expect(request.path == path)
        #expect(request.query.isEmpty)
        #expect(request.endpointName == nil)
    }

    @Test("A query in the path is read, and comes before what is given beside it")
    func query() throws {
        let request = try DiscogsRequest.raw(
            .get, "/database/search?q=miles+davis&title=a%26b&flag&x=1=2",
            query: [QueryItem("page", "2")])
        #expect(
            request.query == [
                QueryItem("q", "miles davis"), QueryItem("title", "a&b"), QueryItem("flag", ""),
                QueryItem("x", "1=2"), QueryItem("page", "2"),
            ])
        #expect(
            request.target
                == "/database/search?q=miles%20davis&title=a%26b&flag=&x=1%3D2&page=2")
        #expect(request.page == 2)
    }

    @Test(
        "An address, a detour or a control character is refused",
        arguments: [
            ("releases/1", RequestValidationError.PathProblem.notAbsolute),
            ("", .notAbsolute),
            ("https://api.discogs.com/releases/1", .hasHost),
            ("//example.com/releases/1", .hasHost),
            ("/releases/1#top", .hasFragment),
            ("/releases/1\r\nHost: x", .hasControlCharacter),
            ("/releases/\u{0}", .hasControlCharacter),
            ("/releases/\u{85}", .hasControlCharacter),
            ("/users/../oauth/identity", .hasDotSegment),
            ("/users/./x", .hasDotSegment),
            ("/users/%2E%2e/x", .hasDotSegment),
            ("/users/../\u{301}x", .hasDotSegment),
            ("/users/..", .hasDotSegment),
        ])
    func refusals(text: String, problem: RequestValidationError.PathProblem) {
        #expect(
            throws: RequestValidationError(
                endpoint: nil, parameter: nil, problem: .unusablePath(text, problem))
        ) {
            try DiscogsRequest.raw(.get, text)
        }
    }

    @Test(
        "Credentials in a query are refused, wherever they stand and however they are written",
        arguments: [
            ("/x?token=s3cr3t", [], "token"), ("/x?a=b&%74oKen=s3cr3t", [], "toKen"),
            ("/x?key=s3cr3t", [], "key"), ("/x", [QueryItem("Secret", "s3cr3t")], "Secret"),
            ("/x?q=1", [QueryItem("oauth_signature", "s3cr3t")], "oauth_signature"),
            ("/x?OAUTH_anything", [], "OAUTH_anything"),
        ] as [(String, [QueryItem], String)])
    func credentials(path: String, query: [QueryItem], name: String) {
        #expect(
            throws: RequestValidationError(
                endpoint: nil, parameter: nil, problem: .credentialInQuery(name))
        ) {
            try DiscogsRequest.raw(.get, path, query: query)
        }
    }

    @Test(
        "What is shown of a target has no login in it",
        arguments: [
            ("/x", "/x"), ("/x?", "/x?"), ("/x?q=token&page=2", "/x?q=token&page=2"),
            ("/x?token=s3&a=b", "/x?token=••••&a=b"), ("/x?%74oken=s3", "/x?%74oken=••••"),
            ("/x?a=b&KEY=s3&secret=s3=s3", "/x?a=b&KEY=••••&secret=••••"),
            ("/x?oauth%5Fnonce=s3", "/x?oauth%5Fnonce=••••"), ("/x?+token=s3", "/x?+token=••••"),
            ("/x?tokens=s3&keyword=b", "/x?tokens=s3&keyword=b"),
            ("https://h/x?a&token=s3", "https://h/x?a&token=••••"),
        ])
    func redaction(target: String, shown: String) {
        #expect(DiscogsRequest.redacted(target) == shown)
        let request = DiscogsRequest(
            endpointName: nil, method: .get, path: "/x", query: [QueryItem("Token", "s3")])
        #expect(request.redactedTarget == "/x?Token=••••")
    }

    @Test(
        "Encoding and decoding give the text back",
        arguments: ["", "plain", "a&b=c+d e/f#g?h%i", "Björk", "坂本龍一", "%41", "👩‍🎤", "\u{1}"])
    func roundTrip(text: String) {
        let encoded = PercentEncoding.encode(text)
        #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(!encoded.contains { "&=+ /#?".contains($0) })
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test("A % that begins no escape stays as it is")
    func strayPercent() {
        #expect(PercentEncoding.decode("100%") == "100%")
        #expect(PercentEncoding.decode("%zz%4") == "%zz%4")
        #expect(PercentEncoding.decode("a+b") == "a+b")
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
    }
}
