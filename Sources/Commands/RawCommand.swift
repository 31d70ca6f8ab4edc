/// `raw METHOD PATH k=v…`: any path of the API, as it is.
enum RawCommand {
    static let command = Command(
        "raw", .database, usage: "raw METHOD PATH [NAME=VALUE…]",
        "Send one request to any path of the API",
        details: """
            The reply comes as it is: the rows of a list, or the one object. Exactly one request is \
            sent; another page is page=2 among the arguments. With POST and PUT the arguments are \
            sent as JSON: numbers, true, false and null as such, unless they stand in quotes. \
            Anything but GET changes something: it asks first, and needs --yes in a script.
            """,
        parameters: [
            .init(
                "METHOD", "the method", values: ["GET", "POST", "PUT", "DELETE"], isClosed: true,
                isRequired: true,
                isPositional: true),
            .init("PATH", "the path, from the slash on", isRequired: true, isPositional: true),
        ],
        examples: [
            "raw GET /releases/9300000001 | select title year",
            #"raw GET /database/search artist="Sun Ra" per_page=5"#,
            "raw GET /masters/9200000001 | select title year",
        ],
        form: .raw)
}
