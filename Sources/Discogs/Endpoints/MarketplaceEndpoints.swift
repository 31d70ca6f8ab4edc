extension Endpoint {
    static let marketplaceEndpoints = [inventory, marketplaceStatistics, priceSuggestions]

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
            .listing, of: "listings", fields: Listing.fields,
            // Source: Discogs API documentation. `status` and `location` order only one's own.
            sortKeys: [
                "posted": "listed", "price.value": "price", "release.description": "item",
                "release.artist": "artist", "release.label": "label",
                "release.catalog_number": "catno", "audio": "audio",
            ],
            // Seen by others in the live service: "Pagination above 100 disabled for inventories
            // besides your own".
            pageCeilingForOthers: 100),
        examples: [
            "inventory status='For Sale' | sort price.value",
            "inventory | where sleeve_condition~Mint | show price release.title",
            "inventory | each price-suggestions $.release.id | export csv reprice.csv",
        ])

    public static let marketplaceStatistics = Endpoint(
        "marketplace-stats", "GET /marketplace/stats/{release_id}",
        "Show how many copies are for sale, and from which price",
        parameters: [
            .path("release_id", .id(.release), "the release"),
            .query("curr_abbr", .currency, "the currency of the price"),
        ],
        reply: .object(.other, fields: MarketplaceStatistics.fields),
        examples: [
            "marketplace-stats 9300000001",
            "marketplace-stats r9300000002 curr_abbr=EUR | as json",
        ])

    public static let priceSuggestions = Endpoint(
        "price-suggestions", "GET /marketplace/price_suggestions/{release_id}",
        "Show what a release may cost in each condition",
        parameters: [.path("release_id", .id(.release), "the release")],
        reply: .object(.other, fields: PriceSuggestions.fields), login: .user,
        examples: [
            "price-suggestions 9300000001",
            "price-suggestions r9300000002 | as json",
        ])
}
