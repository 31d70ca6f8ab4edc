extension Endpoint {
    static let wantlistEndpoints = [wantlist, wantlistAdd, wantlistEdit, wantlistDelete]

    private static let owner = EndpointParameter.path(
        "username", .username, "whose wantlist; only yours", isPositional: false,
        standIn: .ownUsername)

    private static let remarks: [EndpointParameter] = [
        .body("notes", .text, "what you note about it"),
        .body("rating", .integer(0...5), "1 to 5; 0 takes the rating away"),
    ]

    public static let wantlist = Endpoint(
        "wantlist", "GET /users/{username}/wants",
        "List a user's wantlist; without a name, yours",
        parameters: [.path("username", .username, "whose wantlist", standIn: .ownUsername)],
        reply: .pages(.want, of: "wants", Want.self),
        cached: .account,
        examples: [
            "wantlist | where basic_information.year<1960 | count",
            "wantlist | each marketplace-stats $.id | where lowest_price.value<=25",
            "wantlist | sort -date_added | limit 10",
        ])

    public static let wantlistAdd = Endpoint(
        "wantlist-add", "PUT /users/{username}/wants/{release_id}",
        "Put a release on your wantlist",
        parameters: [.path("release_id", .id(.release), "the release"), owner] + remarks,
        reply: .object(.want, Want.self), login: .user,
        // It accepts notes and rating, and forgets them. (Measured by others in the live service.)
        followedBy: "wantlist-edit",
        examples: [
            "wantlist-add 9300000002",
            #"wantlist-add r9300000003 notes="mono, please" rating=5"#,
            "search label=Impulse type=release | limit 2 | each wantlist-add $.id",
        ])

    public static let wantlistEdit = Endpoint(
        "wantlist-edit", "POST /users/{username}/wants/{release_id}",
        "Change what you noted about a release on your wantlist",
        parameters: [.path("release_id", .id(.release), "the release"), owner] + remarks,
        body: .atLeastOne, reply: .object(.want, Want.self), login: .user,
        examples: [
            #"wantlist-edit 9300000001 notes="first pressing""#,
            "wantlist-edit 9300000001 rating=4",
            "wantlist | where rating=0 | each wantlist-edit $.id rating=3",
        ])

    public static let wantlistDelete = Endpoint(
        "wantlist-delete", "DELETE /users/{username}/wants/{release_id}",
        "Take a release off your wantlist",
        parameters: [.path("release_id", .id(.release), "the release"), owner],
        reply: .empty, login: .user,
        examples: [
            "wantlist-delete 9300000001", "wantlist | last 2 | each wantlist-delete $.id",
            "wantlist | where rating=0 | each wantlist-delete $.id",
        ])
}
