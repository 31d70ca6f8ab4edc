import Discogs
import Testing

@testable import Shell

@Suite("The mask for secrets")
struct SecretMaskTests {
    @Test("learns of secrets that are typed later")
    func later() {
        var mask = SecretMask()
        #expect(mask.masked("x IjKlMnOp y") == "x IjKlMnOp y")
        mask.add([Secret("IjKlMnOp"), Secret("IjKlMnOp"), Secret("x")])
        #expect(mask.masked("x IjKlMnOp y") == "x •••• y")
    }

    private let mask = SecretMask([Secret("AbCdEfGh"), Secret("key")])

    @Test(
        "hides what it knows and what looks like a secret",
        arguments: [
            ("GET /x?q=AbCdEfGh&b", "GET /x?q=••••&b"), ("AbCdEfGhAbCdEfGh", "••••••••"),
            ("token=abc", "token=••••"), ("TOKEN = abc, next", "TOKEN = ••••, next"),
            ("oauth_token_secret=abc&x=1", "oauth_token_secret=••••&x=1"),
            ("{\"password\": \"a b\"}", "{\"password\": \"••••\"}"),
            ("{\\\"token\\\":\\\"abc\\\"}", "{\\\"token\\\":\\\"••••\"}"),
            ("Authorization: Discogs token=abc, x", "Authorization: ••••"),
            ("authorization: Basic abc==\nHost: x", "authorization: ••••\nHost: x"),
            ("oauth_signature='a b'", "oauth_signature='••••'"),
            ("secret:abc", "secret:••••"),
        ])
    func masks(text: String, masked: String) {
        #expect(mask.masked(text) == masked)
        #expect(mask.finds(in: text))
    }

    @Test(
        "leaves everything else alone",
        arguments: [
            "", "token", "next token in 3 s", "nextToken=3", "tokens=59", "the key", "a=b: c",
            "token=", "token = ", "search artist=\"Password\"", "日本=語", "=", ":",
        ])
    func leaves(text: String) {
        #expect(mask.masked(text) == text)
        #expect(!mask.finds(in: text))
    }

    @Test("knows the names of members that are secrets whatever they hold")
    func names() {
        for name in ["token", "Authorization", "api-token", "oauth_token", "client_secret"] {
            #expect(SecretMask.isSecretName(name))
        }
        for name in ["nextToken", "tokens", "id", ""] {
            #expect(!SecretMask.isSecretName(name))
        }
    }
}
