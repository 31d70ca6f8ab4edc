extension Endpoint {
    static let accountEndpoints = [identity, collection, wantlist]

    public static let identity = Endpoint(
        "identity", "GET /oauth/identity",
        "Show whose token is used",
        parameters: [],
        reply: .object(.other, fields: Identity.fields), login: .user,
        examples: ["identity", "identity | select username"])

    public static let collection = Endpoint(
        "collection", "GET /users/{username}/collection/folders/{folder}/releases",
        "List a user's collection; without a name, yours",
        parameters: [
            .path("username", .username, "whose collection", standIn: .ownUsername),
            .path(
                "folder", .integer(0...Int64.max),
                "the number of the folder; 0 is all of them, and all that others see",
                isPositional: false, standIn: .value("0")),
        ],
        reply: .pages(
            .collectionItem, of: "releases", fields: CollectionItem.fields,
            // Source: Discogs API documentation.
            sortKeys: [
                "basic_information.labels.name": "label",
                "basic_information.artists.name": "artist",
                "basic_information.title": "title", "basic_information.labels.catno": "catno",
                "basic_information.formats.name": "format", "rating": "rating",
                "date_added": "added", "basic_information.year": "year",
            ]),
        examples: [
            "collection | sort -date_added | limit 10",
            "collection | group basic_information.genres count avg:rating | sort -count",
            "collection folder=1 | chart basic_information.year",
        ])

    public static let wantlist = Endpoint(
        "wantlist", "GET /users/{username}/wants",
        "List a user's wantlist; without a name, yours",
        parameters: [.path("username", .username, "whose wantlist", standIn: .ownUsername)],
        reply: .pages(.want, of: "wants", fields: Want.fields),
        examples: [
            "wantlist | where basic_information.year<1960 | count",
            "wantlist | each marketplace-stats $.id | where lowest_price.value<=25",
        ])
}
