import Testing

@testable import Discogs

@Suite("What a write may have made wrong")
struct TouchedResponsesTests {
    @Test(
        "All that is about the account goes, and lists of the database that mark what it has",
        arguments: [
            "/users/miles/wants", "/users/Miles/collection/folders/0/releases", "/oauth/identity",
            "/users/miles/inventory", "/marketplace/orders", "/marketplace/stats/1",
            "/inventory/export", "/lists/3", "/database/search", "/artists/1/releases",
            "/labels/1/releases", "/masters/1/versions", "/releases/2/rating", "/", "", "/releases",
            "/%72eleases/2", "/releases/%32", "/releases/x", "//users/miles",
        ])
    func touched(path: String) {
        #expect(TouchedResponses(ofWriteTo: "/users/miles/wants/1").contains(path))
    }

    @Test(
        "Single objects of the database stay",
        arguments: ["/releases/2", "/masters/1", "/artists/1", "/labels/1", "/releases/2/"])
    func kept(path: String) {
        #expect(!TouchedResponses(ofWriteTo: "/users/miles/wants/1").contains(path))
        #expect(!TouchedResponses(ofWriteTo: "/releases/1/rating/miles").contains(path))
    }

    @Test("The object that is written to goes", arguments: ["/releases/1", "/releases/01"])
    func object(path: String) {
        #expect(TouchedResponses(ofWriteTo: "/releases/1/rating/miles").contains(path))
        #expect(TouchedResponses(ofWriteTo: "/releases/1").contains(path))
        #expect(!TouchedResponses(ofWriteTo: "/masters/1").contains(path))
    }
}
