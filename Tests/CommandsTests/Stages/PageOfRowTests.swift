import Records
import Testing

@testable import Commands

@Suite("The page of a row on discogs.com")
struct PageOfRowTests {
    @Test(
        "is made from what the row is and its id",
        arguments: [
            (RowKind.release, "release/1"), (.master, "master/1"), (.artist, "artist/1"),
            (.label, "label/1"), (.masterVersion, "release/1"), (.labelRelease, "release/1"),
            (.want, "release/1"), (.collectionItem, "release/1"), (.listing, "sell/item/1"),
        ])
    func ids(_ kind: RowKind, _ path: String) {
        let row: Row = ["id": 1, "release": ["id": 2], "uri": "https://evil.org/"]
        #expect(row.page(of: kind) == "https://www.discogs.com/\(path)")
        #expect(Row([("id", "1/../x")]).page(of: kind) == nil)
        #expect(Row().page(of: kind) == nil)
    }

    @Test("depends on the type where rows of all kinds stand beside each other")
    func types() {
        for kind in [RowKind.searchResult, .artistRelease, .listItem, .other] {
            for type in ["release", "master", "artist", "label"] {
                let row: Row = ["id": 7, "type": .string(type)]
                #expect(row.page(of: kind) == "https://www.discogs.com/\(type)/7")
            }
            #expect(Row([("id", 7), ("type", "thing")]).page(of: kind) == nil)
        }
    }

    @Test("of orders and users is made from words that mean nothing else in an address")
    func words() {
        #expect(
            Row([("id", "150295-1254")]).page(of: .order)
                == "https://www.discogs.com/sell/order/150295-1254")
        #expect(
            Row([("username", "vinyl_lover.2")]).page(of: .profile)
                == "https://www.discogs.com/user/vinyl_lover.2")
        for name in ["", ".", "..", "a/b", "a?b", "a b", "é", "a%2fb", "\u{1B}"] {
            #expect(Row([("username", .string(name))]).page(of: .profile) == nil)
        }
        for kind in [RowKind.orderMessage, .folder, .collectionField, .list] {
            #expect(Row([("id", 1)]).page(of: kind) == nil)
        }
    }
}
