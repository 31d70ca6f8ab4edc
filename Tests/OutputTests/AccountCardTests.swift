import Records
import Testing

@testable import Output

/// Rows as the API sends them, with names of our own.
private enum AccountRows {
    static func row(_ text: String) throws -> Row {
        try #require(try JSONValue(parsing: Array(text.utf8)).objectValue)
    }

    static func order() throws -> Row {
        try row(
            """
            {"id": "150295-1254", "uri": "https://www.discogs.com/sell/order/150295-1254",
             "messages_url": "https://api.discogs.com/marketplace/orders/150295-1254/messages",
             "buyer": {"id": 2, "username": "rosa"}, "seller": {"id": 1, "username": "me"},
             "created": "2023-08-19T05:25:38-07:00", "last_activity": "2023-08-25T20:05:05-07:00",
             "status": "Payment Received", "next_status": ["In Progress", "Shipped"],
             "tax": [{"name": "Sales Tax (GA)",
                      "price": {"curr_abbr": "USD", "value": 1.76}}],
             "total": {"value": 22.05, "currency": "USD"},
             "shipping": {"currency": "USD", "method": "Standard", "value": 6.5},
             "shipping_address": "Rosa Luz\\n1 Long Road\\nSpringfield", "archived": false,
             "additional_instructions": "", "fee": {"value": 1.99, "currency": "USD"},
             "items": [{"id": 2565159678, "price": {"value": 15.55, "currency": "USD"},
               "media_condition": "Very Good Plus (VG+)", "sleeve_condition": "Very Good (VG)",
               "condition_comments": "", "item_location": "shelf 3", "private_comments": "",
               "release": {"id": 8419904, "title": "UST 86",
                 "description": "Dindi Bembo Orchestra - UST 86 - Ballabili Anni '70 (LP, Ltd, RE)"}}],
             "tracking": {}, "buyer_fee": null}
            """)
    }

    static func listing() throws -> Row {
        try row(
            """
            {"id": 2695553917, "uri": "https://www.discogs.com/sell/item/2695553917",
             "status": "For Sale", "condition": "Mint (M)", "sleeve_condition": "Not Graded",
             "comments": "Sealed. Small cut in the corner of the sleeve, as it came from the plant.",
             "ships_from": "Italy", "posted": "2023-08-29T17:23:17-07:00", "allow_offers": true,
             "price": {"value": 100.23, "currency": "USD"},
             "original_price": {"curr_abbr": "EUR", "value": 92.5},
             "shipping_price": {"value": 6.0, "currency": "USD"},
             "seller": {"username": "rosa", "stats": {"rating": "99.6", "total": 682}},
             "release": {"id": 27962688, "description": "J-Zone - Intoxicated Skull (LP, Album)",
               "label": "Madlib Invazion", "catalog_number": "MILS003", "year": 2023},
             "weight": 230.0, "external_id": "", "location": "", "quantity": 1}
            """)
    }

    static func profile() throws -> Row {
        try row(
            """
            {"id": 2820336, "uri": "https://www.discogs.com/user/rosa", "username": "rosa",
             "name": "Rosa Luz", "home_page": "", "location": "Torino", "profile": "I sell [l=Saturn].",
             "registered": "2015-04-25T23:52:31-07:00", "rank": 12.0, "num_pending": 0,
             "num_for_sale": 0, "num_lists": 1, "releases_contributed": 5, "releases_rated": 20,
             "rating_avg": 4.25, "curr_abbr": "EUR", "marketplace_suspended": false,
             "buyer_num_ratings": 0, "seller_rating": 99.6, "seller_rating_stars": 4.5,
             "seller_num_ratings": 682, "num_collection": 48, "num_wantlist": 44, "banner_url": ""}
            """)
    }

    static func want() throws -> Row {
        try row(
            """
            {"id": 9300000001, "rating": 4, "notes": "mono, please",
             "date_added": "2020-01-02T03:04:05-07:00", "basic_information": {
               "title": "Kind Of Blue", "year": 1959,
               "artists": [{"name": "Miles Davis", "join": ""}],
               "labels": [{"name": "Columbia", "catno": "CS 8163"}],
               "formats": [{"name": "Vinyl", "qty": "1", "descriptions": ["LP", "Album"]}]}}
            """)
    }
}

@Suite("Cards of what belongs to an account")
struct AccountCardTests {
    private func card(_ row: Row, _ kind: RowKind, _ width: Int = 80) -> String {
        Card.render(row, kind: kind, style: TerminalStyle(width: width))
    }

    @Test("An order tells its state, who bought what, what it costs, and where the messages are")
    func order() throws {
        #expect(
            card(try AccountRows.order(), .order) == """
                Order 150295-1254

                Status     Payment Received
                Next       In Progress, Shipped
                Buyer      rosa
                Created    2023-08-19
                Activity   2023-08-25

                Item
                  Dindi Bembo Orchestra - UST 86 - Ballabili Anni '70 (LP, Ltd, RE)
                    USD 15.55 · media Very Good Plus (VG+) · sleeve Very Good (VG)
                    r8419904 · listing 2565159678 · at shelf 3

                Shipping   USD 6.50 Standard
                Fee        USD 1.99
                Tax        USD 1.76 Sales Tax (GA)
                Total      USD 22.05

                Ship to    Rosa Luz
                           1 Long Road
                           Springfield

                Messages   order-messages 150295-1254
                Link       https://www.discogs.com/sell/order/150295-1254

                """)
    }

    @Test("A listing tells the release, its condition, the price and who sells it")
    func listing() throws {
        #expect(
            card(try AccountRows.listing(), .listing) == """
                J-Zone - Intoxicated Skull (LP, Album)

                Price      USD 100.23 · asked EUR 92.50 · shipping USD 6.00 · offers are welcome
                Media      Mint (M)
                Sleeve     Not Graded
                Status     For Sale
                Comments   Sealed. Small cut in the corner of the sleeve, as it came from the
                           plant.

                Seller     rosa · 99.6 % of 682 ratings
                Ships from Italy
                Posted     2023-08-29

                Label      Madlib Invazion – MILS003
                Year       2023
                Weight     230 g

                Release    r27962688
                Listing    2695553917
                Link       https://www.discogs.com/sell/item/2695553917

                """)
    }

    @Test("A profile tells names, place, counts and ratings, and nothing that is not there")
    func profile() throws {
        #expect(
            card(try AccountRows.profile(), .profile) == """
                rosa (Rosa Luz)

                Location   Torino
                Since      2015-04-25
                Currency   EUR

                Collection 48
                Wantlist   44
                For sale   0
                Lists      1
                Added      5 releases
                Rank       12
                Rated      20 releases, 4.25 of 5 on average
                Seller     99.6 % · 4.5 of 5 stars · 682 ratings

                Profile
                  I sell Saturn.

                Link       https://www.discogs.com/user/rosa

                """)
    }

    @Test("A folder tells its name and how many copies are in it")
    func folder() {
        #expect(
            card(["id": 3, "name": "Jazz", "count": 20, "resource_url": "https://x"], .folder)
                == "Jazz\n\nCopies     20\nFolder     3\n")
    }

    @Test("A want tells the release and what its owner noted")
    func want() throws {
        #expect(
            card(try AccountRows.want(), .want) == """
                Miles Davis – Kind Of Blue

                Label      Columbia
                Format     Vinyl, LP, Album
                Year       1959

                Rating     4 of 5
                Notes      mono, please
                Added      2020-01-02
                Release    r9300000001

                """)
    }

    @Test("A message tells who wrote what")
    func message() {
        let row: Row = [
            "timestamp": "2023-08-19T05:25:38-07:00", "type": "message", "subject": "Thank you",
            "from": ["username": "rosa"], "message": "It came.\nGreat!",
            "order": ["id": "150295-1254"],
        ]
        #expect(
            card(row, .orderMessage) == """
                Thank you

                From       rosa
                Type       message
                Date       2023-08-19
                Order      150295-1254

                It came.
                Great!

                """)
    }

    @Test("Every line fits, whole words on it", arguments: [40, 80, 132])
    func widths(_ width: Int) throws {
        let rows: [(Row, RowKind)] = [
            (try AccountRows.order(), .order), (try AccountRows.listing(), .listing),
            (try AccountRows.profile(), .profile), (try AccountRows.want(), .want),
        ]
        for (row, kind) in rows {
            let text = card(row, kind, width)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
            func words(_ text: String) -> [Substring] {
                text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("/") }
            }
            let whole = Set(words(card(row, kind, 132)))
            if width > 40 { #expect(words(text).allSatisfy(whole.contains)) }
        }
    }

    @Test("What lacks that which makes it such is a list of its fields")
    func others() {
        #expect(card(["id": 1], .order) == "id: 1\n")
        #expect(card(["username": 3], .profile) == "username: 3\n")
    }

    @Test("Foreign text cannot drive the terminal")
    func sanitised() throws {
        var row = try AccountRows.order()
        row["shipping_address"] = "\u{1B}[2J\r\nhome"
        #expect(
            !card(row, .order).unicodeScalars.contains { $0 != "\n" && TerminalText.isUnsafe($0) })
    }
}
