extension Endpoint {
    static let marketplaceEndpoints = [
        inventory, listing, listingCreate, listingEdit, listingDelete, orders, order, orderEdit,
        orderMessages, orderMessageAdd, fee, marketplaceStats, priceSuggestions,
    ]

    public static let inventory = Endpoint(
        "inventory", "GET /users/{username}/inventory",
        "List what a user sells; without a name, what you sell",
        parameters: [
            .path("username", .username, "whose inventory", standIn: .ownUsername),
            .query(
                "status", .choice(Vocabulary.listingStatuses),
                "only listings in this state; those of others are all for sale"),
        ],
        reply: .pages(
            .listing, of: "listings", Listing.self,
            // Source: Discogs API documentation. `status` and `location` order only one's own.
            sortKeys: [
                "posted": "listed", "price.value": "price", "release.description": "item",
                "release.artist": "artist", "release.label": "label",
                "release.catalog_number": "catno", "audio": "audio",
            ],
            // Seen by others in the live service: "Pagination above 100 disabled for inventories
            // besides your own".
            pageCeilingForOthers: 100),
        cached: .market,
        examples: [
            "inventory status='For Sale' | sort price.value",
            "inventory | where sleeve_condition~Mint | show price release.title",
            "inventory | each price-suggestions $.release.id | export csv reprice.csv",
        ])

    public static let listing = Endpoint(
        "listing", "GET /marketplace/listings/{listing_id}",
        "Show a copy that somebody sells",
        parameters: [
            listingNumber, .query("curr_abbr", .currency, "the currency of the price"),
        ],
        reply: .object(.listing, Listing.self),
        cached: .market,
        examples: [
            "listing 9600000001", "inventory | limit 1 | each listing $.id",
            "listing 9600000002 | select price condition release.description",
        ])

    private static let listingNumber = EndpointParameter.path(
        "listing_id", .listing, "the number of the listing")

    /// What a seller says of a copy. (Source: Discogs API documentation.)
    private static func offer(isNew: Bool) -> [EndpointParameter] {
        [
            .body(
                "release_id", .id(.release), "the release", isRequired: isNew, isPositional: isNew),
            .body(
                "condition", .condition(ofSleeve: false), "the state of the record",
                isRequired: isNew),
            .body("price", .amount, "the price, in your currency", isRequired: isNew),
            .body("status", .choice(["For Sale", "Draft"]), "whether it is for sale yet"),
            .body("sleeve_condition", .condition(ofSleeve: true), "the state of the sleeve"),
            .body("comments", .text, "what buyers read"),
            .body("allow_offers", .boolean, "whether buyers may offer less"),
            .body("external_id", .text, "your own number for it"),
            .body("location", .text, "where you keep it"),
            .body("weight", .integerOrAuto(0...Int64.max), "grams, for the postage"),
            .body(
                "format_quantity", .integerOrAuto(0...Int64.max),
                "how many items it counts as, for the postage"),
        ]
    }

    public static let listingCreate = Endpoint(
        "listing-create", "POST /marketplace/listings",
        "Put a copy of a release up for sale",
        parameters: offer(isNew: true),
        reply: .object(.other, ListingAddition.self), login: .user,
        examples: [
            "listing-create 9300000001 condition=VG+ price=24.50 status=Draft",
            "listing-create 9300000002 condition=NM price=30",
            "collection | limit 1 | each listing-create $.id condition=VG+ price=15",
        ])

    public static let listingEdit = Endpoint(
        "listing-edit", "POST /marketplace/listings/{listing_id}",
        "Change a copy that you sell",
        parameters: [listingNumber] + offer(isNew: false),
        body: .atLeastOne, reply: .empty, login: .user,
        // It replaces the listing: what is left out is lost. (Seen by others in the live service.)
        keeping: Kept(
            endpoint: "listing",
            fields: [
                "release_id": "release.id", "condition": "condition", "price": "price.value",
                "status": "status", "sleeve_condition": "sleeve_condition",
                "comments": "comments", "allow_offers": "allow_offers",
                "external_id": "external_id", "location": "location", "weight": "weight",
                "format_quantity": "format_quantity",
            ]),
        examples: [
            "listing-edit 9600000001 price=19.99",
            "inventory | where price.value>30 | each listing-edit $.id price=29.99",
            #"listing-edit 9600000008 status="For Sale""#,
        ])

    public static let listingDelete = Endpoint(
        "listing-delete", "DELETE /marketplace/listings/{listing_id}",
        "Delete a copy that you sell",
        parameters: [listingNumber],
        reply: .empty, login: .user,
        examples: [
            "listing-delete 9600000008", "listing-delete 9600000002",
            "inventory | where status=Draft | each listing-delete $.id",
        ])

    private static let orderNumber = EndpointParameter.path(
        "order_id", .order, "the number of the order, such as 150295-1254")

    public static let orders = Endpoint(
        "orders", "GET /marketplace/orders",
        "List what others bought from you",
        parameters: [
            .query("status", .choice(Vocabulary.orderFilters), "only orders in this state"),
            .query("created_after", .moment, "only orders that are younger"),
            .query("created_before", .moment, "only orders that are older"),
            .query("archived", .boolean, "only archived orders, or none of them"),
        ],
        reply: .pages(
            .order, of: "orders", Order.self,
            // Source: Discogs API documentation.
            sortKeys: [
                "id": "id", "buyer.username": "buyer", "created": "created", "status": "status",
                "last_activity": "last_activity",
            ]),
        login: .user,
        examples: [
            "orders | sort -created | limit 5",
            "orders status='Payment Received' | flatten items | select id items.price",
            "orders | where status!=Shipped | select id buyer.username total",
        ])

    public static let order = Endpoint(
        "order", "GET /marketplace/orders/{order_id}",
        "Show an order",
        parameters: [orderNumber],
        reply: .object(.order, Order.self), login: .user,
        examples: [
            "order 9400000001-1", "order 9400000001-2 | select status total.value",
            "orders | limit 1 | each order $.id",
        ])

    public static let orderEdit = Endpoint(
        "order-edit", "POST /marketplace/orders/{order_id}",
        "Give an order another state, or send the invoice with its shipping",
        parameters: [
            orderNumber,
            .body("status", .choice(Vocabulary.orderStatuses), "its new state"),
            .body("shipping", .amount, "what shipping costs, in the order's currency"),
        ],
        // Source: Discogs API documentation.
        body: .exactlyOne, reply: .object(.order, Order.self), login: .user,
        examples: [
            "order-edit 9400000001-1 shipping=6.50", "order-edit 9400000001-2 status=Shipped",
            #"orders status="New Order" | each order-edit $.id status="Invoice Sent""#,
        ])

    public static let orderMessages = Endpoint(
        "order-messages", "GET /marketplace/orders/{order_id}/messages",
        "List what was said and done about an order, the latest first",
        parameters: [orderNumber],
        reply: .pages(.orderMessage, of: "messages", OrderMessage.self), login: .user,
        examples: [
            "order-messages 9400000001-1", "order-messages 9400000001-2 | select timestamp message",
            "orders | each order-messages $.id | count",
        ])

    public static let orderMessageAdd = Endpoint(
        "order-message-add", "POST /marketplace/orders/{order_id}/messages",
        "Write to the buyer of an order, or give it another state",
        parameters: [
            orderNumber, .body("message", .text, "what the buyer reads", isPositional: true),
            .body("status", .choice(Vocabulary.orderStatuses), "the order's new state"),
        ],
        body: .atLeastOne, reply: .object(.orderMessage, OrderMessage.self), login: .user,
        examples: [
            #"order-message-add 9400000001-1 "It is on its way.""#,
            "order-message-add 9400000001-2 status=Shipped",
            #"orders status="New Order" | each order-message-add $.id "Thank you!""#,
        ])

    public static let fee = Endpoint(
        "fee", "GET /marketplace/fee/{price}/{currency}",
        "Show what Discogs takes of a sale",
        parameters: [
            .path("price", .amount, "the price"),
            .path("currency", .currency, "its currency; USD without it", standIn: .value("USD")),
        ],
        reply: .object(.other, Price.self),
        cached: .database,
        examples: [
            "fee 24.50", "fee 24.50 EUR",
            "inventory | limit 3 | each fee $.price.value | select price.value value",
        ])

    public static let marketplaceStats = Endpoint(
        "marketplace-stats", "GET /marketplace/stats/{release_id}",
        "Show how many copies are for sale, and from which price",
        parameters: [
            .path("release_id", .id(.release), "the release"),
            .query("curr_abbr", .currency, "the currency of the price"),
        ],
        reply: .object(.other, MarketplaceStatistics.self),
        cached: .market,
        examples: [
            "marketplace-stats 9300000001",
            "marketplace-stats r9300000002 curr_abbr=EUR | as json",
            "wantlist | limit 3 | each marketplace-stats $.id | sort lowest_price.value",
        ])

    public static let priceSuggestions = Endpoint(
        "price-suggestions", "GET /marketplace/price_suggestions/{release_id}",
        "Show what a release may cost in each condition",
        parameters: [.path("release_id", .id(.release), "the release")],
        reply: .object(.other, PriceSuggestions.self), login: .user, cached: .market,
        examples: [
            "price-suggestions 9300000001",
            "price-suggestions r9300000002 | as json",
            "inventory | limit 3 | each price-suggestions $.release.id | as json",
        ])
}
