extension Endpoint {
    static let userEndpoints = [
        identity, profile, profileEdit, submissions, contributions,
    ]

    public static let identity = Endpoint(
        "identity", "GET /oauth/identity",
        "Show whose token is used",
        parameters: [],
        reply: .object(.other, Identity.self), login: .user,
        cached: .account,
        examples: ["identity", "identity | select username", "identity | as json"])

    public static let profile = Endpoint(
        "profile", "GET /users/{username}",
        "Show a user; without a name, you",
        parameters: [.path("username", .username, "which user", standIn: .ownUsername)],
        reply: .object(.profile, Profile.self),
        cached: .account,
        examples: [
            "profile", "profile sample-owner | select username location num_collection",
            "profile | as json",
        ])

    public static let profileEdit = Endpoint(
        "profile-edit", "POST /users/{username}",
        "Change your profile",
        parameters: [
            .path(
                "username", .username, "which user; only you", isPositional: false,
                standIn: .ownUsername),
            .body("name", .text, "your real name"),
            .body("home_page", .text, "the address of your website"),
            .body("location", .text, "where you live"),
            .body("profile", .text, "what you say of yourself"),
            .body("curr_abbr", .currency, "the currency of your marketplace"),
        ],
        body: .atLeastOne, reply: .object(.profile, Profile.self), login: .user,
        examples: [
            #"profile-edit location="Lisbon" curr_abbr=EUR"#, #"profile-edit name="Sample Owner""#,
            #"profile-edit profile="Mostly jazz, on vinyl.""#,
        ])

    public static let submissions = Endpoint(
        "submissions", "GET /users/{username}/submissions",
        "List the artists, labels and releases that a user has edited",
        parameters: [.path("username", .username, "which user", standIn: .ownUsername)],
        reply: .pages(.submission, of: "submissions", Submission.self),
        cached: .account,
        examples: [
            "submissions sample-owner | group type count", "submissions",
            "submissions sample-owner | count",
        ])

    public static let contributions = Endpoint(
        "contributions", "GET /users/{username}/contributions",
        "List the releases that a user has added",
        parameters: [.path("username", .username, "which user", standIn: .ownUsername)],
        reply: .pages(
            .release, of: "contributions", Release.self,
            // Source: Discogs API documentation.
            sortKeys: [
                "labels.name": "label", "artists.name": "artist", "title": "title",
                "labels.catno": "catno", "formats.name": "format", "year": "year",
                "date_added": "added",
            ]),
        cached: .account,
        examples: [
            "contributions sample-owner | sort -year | limit 5", "contributions",
            "contributions sample-owner | count",
        ])
}
