extension Endpoint {
    static let collectionEndpoints = [
        collection, collectionRelease, collectionFolders, collectionFolder, collectionFolderCreate,
        collectionFolderEdit, collectionFolderDelete, collectionAdd, collectionEdit,
        collectionDelete, collectionFields, collectionFieldEdit, collectionValue,
    ]

    /// Whose collection, where only the own one makes sense or others are rarely meant.
    private static let owner = EndpointParameter.path(
        "username", .username, "whose collection; without it, yours", isPositional: false,
        standIn: .ownUsername)

    private static let folder = EndpointParameter.path(
        "folder", .integer(0...Int64.max), "the number of the folder")

    /// Which copy of a release: its folder has to be the one that the copy is in.
    /// (Seen in real replies: another one is not found.)
    private static let copy: [EndpointParameter] = [
        owner, .path("release_id", .id(.release), "the release"),
        .path("instance_id", .integer(1...Int64.max), "the number of the copy"),
        .path("folder", .integer(0...Int64.max), "the number of the folder that it is in"),
    ]

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
            .collectionItem, of: "releases", CollectionItem.self,
            // Source: Discogs API documentation.
            sortKeys: [
                "basic_information.labels.name": "label",
                "basic_information.artists.name": "artist",
                "basic_information.title": "title", "basic_information.labels.catno": "catno",
                "basic_information.formats.name": "format", "rating": "rating",
                "date_added": "added", "basic_information.year": "year",
            ]),
        cached: .account,
        examples: [
            "collection | sort -date_added | limit 10",
            "collection | group basic_information.genres count avg:rating | sort -count",
            "collection folder=1 | chart basic_information.year",
        ])

    public static let collectionRelease = Endpoint(
        "collection-release", "GET /users/{username}/collection/releases/{release_id}",
        "List the copies of a release in a collection",
        parameters: [.path("release_id", .id(.release), "the release"), owner],
        reply: .pages(.collectionItem, of: "releases", CollectionItem.self),
        cached: .account,
        examples: [
            "collection-release 9300000001 | select instance_id folder_id rating",
            "collection-release r9300000001 | count",
            "collection | limit 3 | each collection-release $.id | select id instance_id",
        ])

    public static let collectionFolders = Endpoint(
        "collection-folders", "GET /users/{username}/collection/folders",
        "List the folders of a collection; without a name, yours",
        parameters: [
            .path("username", .username, "whose collection", standIn: .ownUsername)
        ],
        reply: .list(.folder, of: "folders", CollectionFolder.self),
        cached: .account,
        examples: [
            "collection-folders", "collection-folders | sort -count",
            "collection-folders | where count>0 | select name count",
        ])

    public static let collectionFolder = Endpoint(
        "collection-folder", "GET /users/{username}/collection/folders/{folder}",
        "Show a folder of a collection",
        parameters: [folder, owner],
        reply: .object(.folder, CollectionFolder.self),
        cached: .account,
        examples: [
            "collection-folder 1", "collection-folder 2 | select name count",
            "collection-folders | where id>0 | each collection-folder $.id",
        ])

    public static let collectionFolderCreate = Endpoint(
        "collection-folder-create", "POST /users/{username}/collection/folders",
        "Create a folder in your collection",
        parameters: [
            .body("name", .text, "its name", isRequired: true, isPositional: true), owner,
        ],
        reply: .object(.folder, CollectionFolder.self), login: .user,
        examples: [
            #"collection-folder-create "Late night""#, "collection-folder-create Jazz",
            "read scripts/examples/wants.csv | each collection-folder-create $.artist",
        ])

    public static let collectionFolderEdit = Endpoint(
        "collection-folder-edit", "POST /users/{username}/collection/folders/{folder}",
        "Rename a folder of your collection",
        parameters: [
            folder, .body("name", .text, "its new name", isRequired: true, isPositional: true),
            owner,
        ],
        reply: .object(.folder, CollectionFolder.self), login: .user,
        examples: [
            #"collection-folder-edit 2 "Early morning""#, "collection-folder-edit 3 Jazz",
            #"collection-folders | where id=2 | each collection-folder-edit $.id Best"#,
        ])

    public static let collectionFolderDelete = Endpoint(
        "collection-folder-delete", "DELETE /users/{username}/collection/folders/{folder}",
        "Delete an empty folder of your collection",
        parameters: [folder, owner],
        reply: .empty, login: .user,
        examples: [
            "collection-folder-delete 3",
            "collection-folder-create Jazz | each collection-folder-delete $.id",
            "collection-folders | where count=0 id>1 | each collection-folder-delete $.id",
        ])

    public static let collectionAdd = Endpoint(
        "collection-add",
        "POST /users/{username}/collection/folders/{folder}/releases/{release_id}",
        "Add one more copy of a release to your collection",
        parameters: [
            owner, .path("release_id", .id(.release), "the release"),
            .path(
                "folder", .integer(1...Int64.max),
                "the number of the folder; 1 holds what is in no other", isPositional: false,
                standIn: .value("1")),
        ],
        reply: .object(.other, CollectionAddition.self), login: .user,
        examples: [
            "collection-add 9300000001", "collection-add r9300000002 folder=2",
            #"search "kind of blue" type=release | limit 1 | each collection-add $.id"#,
        ])

    public static let collectionEdit = Endpoint(
        "collection-edit",
        """
        POST /users/{username}/collection/folders/{folder}/releases/{release_id}\
        /instances/{instance_id}
        """,
        "Rate a copy in your collection, or move it to another folder",
        parameters: copy + [
            .body("rating", .integer(0...5), "1 to 5; 0 takes the rating away"),
            .body("folder_id", .integer(1...Int64.max), "the number of the folder to move it to"),
        ],
        body: .atLeastOne, reply: .empty, login: .user,
        examples: [
            "collection-edit 9300000001 9500000001 2 rating=5 folder_id=1",
            "collection-edit 9300000001 9500000001 2 rating=4",
            "collection folder=2 | each collection-edit $.id $.instance_id 2 rating=5",
        ])

    public static let collectionDelete = Endpoint(
        "collection-delete",
        """
        DELETE /users/{username}/collection/folders/{folder}/releases/{release_id}\
        /instances/{instance_id}
        """,
        "Take a copy out of your collection",
        parameters: copy,
        reply: .empty, login: .user,
        examples: [
            "collection-delete 9300000001 9500000001 2",
            "collection folder=2 | each collection-delete $.id $.instance_id 2",
            "collection folder=2 | limit 1 | each collection-delete $.id $.instance_id 2",
        ])

    public static let collectionFields = Endpoint(
        "collection-fields", "GET /users/{username}/collection/fields",
        "List what a collection has notes about; without a name, yours",
        parameters: [
            .path("username", .username, "whose collection", standIn: .ownUsername)
        ],
        reply: .list(.collectionField, of: "fields", CollectionField.self),
        cached: .account,
        examples: [
            "collection-fields", "collection-fields | where type=dropdown",
            "collection-fields | select id name type",
        ])

    public static let collectionFieldEdit = Endpoint(
        "collection-field-edit",
        """
        POST /users/{username}/collection/folders/{folder}/releases/{release_id}\
        /instances/{instance_id}/fields/{field_id}
        """,
        "Note something about a copy in your collection",
        parameters: copy + [
            .path("field_id", .integer(1...Int64.max), "the number of the field"),
            .body("value", .text, "what to note there", isRequired: true, isPositional: true),
        ],
        reply: .empty, login: .user,
        examples: [
            #"collection-field-edit 9300000001 9500000001 2 3 "from a flea market""#,
            #"collection-field-edit 9300000001 9500000001 2 1 "Mint (M)""#,
            "collection-field-edit r9300000001 9500000001 2 3 'bought in Lisbon'",
        ])

    public static let collectionValue = Endpoint(
        "collection-value", "GET /users/{username}/collection/value",
        "Show what your collection may be worth",
        parameters: [owner],
        reply: .object(.other, CollectionValue.self), login: .user,
        cached: .account,
        examples: [
            "collection-value", "collection-value | select median", "collection-value | as json",
        ])
}
