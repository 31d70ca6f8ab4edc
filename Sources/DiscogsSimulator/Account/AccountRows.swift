import Discogs
import Records

/// What the account begins with: made of the releases that the source has.
struct AccountRows {
    var profile: Row
    var wants: [Row]
    var items: [Row]
    var folders: [Row]
    var listings: [Row]
    var orders: [Row]
    /// By the order's id, the latest first.
    var messages: [String: [Row]]
    /// By the release's id.
    var ratings: [Int64: Int64] = [9_300_000_001: 5]
    var lists: [Row]
    var exports: [Row]
    var uploads: [Row]
    /// The last number that was given to something new.
    var lastNumber: Int64 = 9_900_000_000

    mutating func nextNumber() -> Int64 {
        lastNumber += 1
        return lastNumber
    }

    /// The fields in which the account has notes about its copies.
    static let fields: [Row] = [
        [
            "id": 1, "name": "Media Condition", "type": "dropdown", "position": 1, "public": false,
            "options": conditions,
        ],
        [
            "id": 2, "name": "Sleeve Condition", "type": "dropdown", "position": 2,
            "public": false, "options": conditions,
        ],
        [
            "id": 3, "name": "Notes", "type": "textarea", "position": 3, "public": true,
            "lines": 3,
        ],
    ]

    private static let conditions: JSONValue = [
        "Mint (M)", "Near Mint (NM or M-)", "Very Good Plus (VG+)", "Very Good (VG)",
        "Good Plus (G+)", "Good (G)", "Fair (F)", "Poor (P)",
    ]

    private static let wantedPlaces = (0..<12).map { $0 * 31 }
    private static let collectedPlaces = (0..<120).map { $0 * 3 }
    private static let soldPlaces = (0..<8).map { $0 * 45 }

    /// The releases that it is made of, by their places in the sample catalogue.
    static let places = Set(wantedPlaces + collectedPlaces + soldPlaces)

    /// - Parameter releases: by their places.
    init(of releases: [Int: SimulatedRelease]) {
        func rows(of places: [Int], _ row: (Int, SimulatedRelease) -> Row) -> [Row] {
            var rows: [Row] = []
            for place in places {
                guard let release = releases[place] else { continue }
                rows.append(row(rows.count, release))
            }
            return rows
        }
        profile = Self.profile
        wants = rows(of: Self.wantedPlaces, Self.want)
        items = rows(of: Self.collectedPlaces, Self.item)
        let listings = rows(of: Self.soldPlaces, Self.listing)
        self.listings = listings
        folders = [
            ["id": 0, "name": "All"], ["id": 1, "name": "Uncategorized"],
            ["id": 2, "name": "Favourites"], ["id": 3, "name": "Empty shelf"],
        ]
        orders = (1...3).compactMap { number in
            number <= listings.count ? Self.order(number, of: listings[number - 1]) : nil
        }
        messages = [:]
        lists = [
            [
                "id": 9_800_000_001, "name": "Sunday morning", "description": "quiet ones",
                "public": true, "date_added": "2021-03-07T09:30:00-08:00",
                "date_changed": "2021-03-07T09:30:00-08:00",
                "resource_url": "/lists/9800000001", "uri": "/lists/9800000001",
                "items": .array(
                    rows(of: [0, 3, 6]) { place, release in
                        [
                            "id": .int(release.id), "type": "release",
                            "display_title": .string(release.displayTitle),
                            "comment": .string(place == 0 ? "always" : ""), "image_url": "",
                            "resource_url": .string("/releases/\(release.id)"),
                            "uri": .string("/release/\(release.id)"),
                        ]
                    }.map(JSONValue.object)),
            ]
        ]
        exports = [Self.finished(9_700_000_001, ["filename": "sample-owner-inventory.csv"])]
        uploads = [
            Self.finished(
                9_700_000_101,
                [
                    "type": "add", "filename": "listings.csv",
                    "results": "<p>CSV file contains 1 records.</p>",
                ])
        ]
        for order in orders {
            guard let id = order["id"]?.stringValue else { continue }
            messages[id] = [Self.message(of: order, "example_buyer bought an item.")]
        }
    }

    // MARK: One of each

    private static let profile: Row = [
        "id": .int(SimulatedAccount.id), "username": .string(SimulatedAccount.username),
        "name": "", "home_page": "", "location": "Berlin", "profile": "I collect [b]jazz[/b].",
        "registered": "2010-01-01T09:30:00-08:00", "rank": 3.0, "num_pending": 0,
        "num_for_sale": 7, "num_lists": 1, "releases_contributed": 2, "releases_rated": 1,
        "rating_avg": 5.0, "num_collection": 120, "num_wantlist": 12, "curr_abbr": "USD",
        "activated": true, "marketplace_suspended": false, "is_staff": false,
        "buyer_rating": 100.0, "buyer_rating_stars": 5.0, "buyer_num_ratings": 4,
        "seller_rating": 99.5, "seller_rating_stars": 5.0, "seller_num_ratings": 31,
        "uri": "/user/sample-owner", "resource_url": "/users/sample-owner", "avatar_url": "",
        "banner_url": "", "inventory_url": "/users/sample-owner/inventory",
        "collection_folders_url": "/users/sample-owner/collection/folders",
        "collection_fields_url": "/users/sample-owner/collection/fields",
        "wantlist_url": "/users/sample-owner/wants",
    ]

    static func want(_ place: Int, _ release: SimulatedRelease) -> Row {
        [
            "id": .int(release.id),
            "resource_url": .string("/users/sample-owner/wants/\(release.id)"),
            "rating": .int(Int64(place % 6)), "date_added": date(place),
            "basic_information": release.basicInformation,
            "notes": .string(place % 4 == 0 ? "first pressing only" : ""),
        ]
    }

    static func item(_ place: Int, _ release: SimulatedRelease) -> Row {
        [
            "id": .int(release.id), "instance_id": .int(9_500_000_001 + Int64(place)),
            "date_added": date(place), "rating": .int(Int64(place % 6)),
            "basic_information": release.basicInformation,
            "folder_id": .int(place % 3 == 0 ? 2 : 1),
            "notes": [["field_id": 1, "value": .string(condition(place))]],
        ]
    }

    static func listing(_ place: Int, _ release: SimulatedRelease) -> Row {
        [
            "id": .int(9_600_000_001 + Int64(place)),
            "resource_url": .string("/marketplace/listings/\(9_600_000_001 + place)"),
            "uri": .string("/sell/item/\(9_600_000_001 + place)"),
            "status": place == 7 ? "Draft" : "For Sale",
            "condition": .string(condition(place)),
            "sleeve_condition": .string(condition(place + 1)),
            "comments": "", "ships_from": "Germany", "posted": date(place),
            "allow_offers": .bool(place % 2 == 0), "audio": false,
            "price": ["currency": "USD", "value": .double(9.5 + Double(place * 4))],
            "seller": [
                "id": .int(SimulatedAccount.id), "username": .string(SimulatedAccount.username),
            ],
            "release": release.inListing, "weight": 230.0, "format_quantity": 1,
            "external_id": .string("S-\(place + 1)"),
            "location": .string("Shelf \(place / 4 + 1)"), "quantity": 1,
        ]
    }

    /// The first is new, the second one paid, the third one sent.
    private static func order(_ number: Int, of listing: Row) -> Row {
        let id = "\(SimulatedAccount.id)-\(number)"
        let status = ["New Order", "Payment Received", "Shipped"][number - 1]
        let price = listing["price"]?["value"]?.doubleValue ?? 0
        return [
            "id": .string(id), "resource_url": .string("/marketplace/orders/\(id)"),
            "messages_url": .string("/marketplace/orders/\(id)/messages"),
            "uri": .string("/sell/order/\(id)"), "status": .string(status),
            "next_status": .array(nextStatuses(status).map(JSONValue.string)),
            "fee": ["currency": "USD", "value": .double(fee(of: price))],
            "created": date(number), "last_activity": date(number + 1), "archived": false,
            "items": [
                [
                    "id": listing["id"] ?? 0, "release": listing["release"] ?? .null,
                    "price": listing["price"] ?? .null,
                ]
            ],
            "shipping": ["currency": "USD", "method": "Standard", "value": 5.0],
            "shipping_address": "Somebody\n1 Example Street\nExampletown",
            "additional_instructions": "",
            "seller": [
                "id": .int(SimulatedAccount.id), "username": .string(SimulatedAccount.username),
            ],
            "buyer": ["id": 9_400_000_002, "username": "example_buyer"],
            "total": ["currency": "USD", "value": .double(price + 5)],
        ]
    }

    static func nextStatuses(_ status: String) -> [String] {
        switch status {
        case "New Order": ["Buyer Contacted", "Invoice Sent", "Cancelled (Item Unavailable)"]
        case "Payment Received": ["In Progress", "Shipped", "Refund Sent"]
        case "In Progress": ["Shipped", "Refund Sent"]
        default: ["Refund Sent"]
        }
    }

    static func message(of order: Row, _ text: String, from name: String = "example_buyer") -> Row {
        let id = order["id"] ?? ""
        return [
            "type": "message", "timestamp": date(20), "message": .string(text),
            "subject": .string("Discogs Order #\(id.text)"), "from": ["username": .string(name)],
            "order": ["id": id, "resource_url": order["resource_url"] ?? ""],
        ]
    }

    static func fee(of price: Double) -> Double { (price * 9).rounded() / 100 }

    static func finished(_ id: Int64, _ more: Row) -> Row {
        var row = more
        row["id"] = .int(id)
        row["status"] = "success"
        if row["created_ts"] == nil { row["created_ts"] = "2026-11-01T10:00:00" }
        row["finished_ts"] = "2026-11-01T10:00:05"
        return row
    }

    static func condition(_ place: Int) -> String {
        ["Near Mint (NM or M-)", "Very Good Plus (VG+)", "Very Good (VG)", "Mint (M)"][place % 4]
    }

    /// Each thing came some weeks after the one before it.
    static func date(_ place: Int) -> JSONValue {
        let month = place % 12 + 1
        let day = place % 28 + 1
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return .string("\(2010 + place / 12)-\(digits(month))-\(digits(day))T09:30:00-08:00")
    }
}
