extension Endpoint {
    static let listEndpoints = [lists, list]

    public static let lists = Endpoint(
        "lists", "GET /users/{username}/lists",
        "List the lists that a user has made; without a name, yours",
        parameters: [.path("username", .username, "whose lists", standIn: .ownUsername)],
        reply: .pages(.list, of: "lists", ReleaseList.self),
        cached: .account,
        examples: [
            "lists", "lists sample-owner | select id name",
            "lists | each list $.id | select display_title comment",
        ])

    public static let list = Endpoint(
        "list", "GET /lists/{list_id}",
        "List what is on a list",
        parameters: [.path("list_id", .integer(1...Int64.max), "the number of the list")],
        reply: .list(.listItem, of: "items", ReleaseListItem.self),
        cached: .account,
        examples: [
            "list 9800000001", "list 9800000001 | where type=release | select display_title",
            "list 9800000001 | each release $.id | select title year",
        ])
}
