extension Endpoint {
    static let databaseEndpoints = [
        release, releaseRating, releaseRatingEdit, releaseRatingDelete, communityRating,
        releaseStats, master, masterVersions, artist, artistReleases, label, labelReleases,
    ]

    public static let release = Endpoint(
        "release", "GET /releases/{release_id}",
        "Show a release with its tracks, credits and labels",
        parameters: [
            .path("release_id", .id(.release), "the release"),
            .query("curr_abbr", .currency, "the currency of the lowest price"),
        ],
        reply: .object(.release, Release.self),
        cached: .database,
        examples: [
            "release 9300000001",
            "release [r9300000002] | as json",
            "release 9300000001 | flatten tracklist | select tracklist.title",
        ])

    private static let rater = EndpointParameter.path(
        "username", .username, "whose rating; without it, yours", standIn: .ownUsername)

    public static let releaseRating = Endpoint(
        "release-rating", "GET /releases/{release_id}/rating/{username}",
        "Show how a user rates a release; without a name, how you do",
        parameters: [.path("release_id", .id(.release), "the release"), rater],
        reply: .object(.other, ReleaseRating.self),
        cached: .account,
        examples: [
            "release-rating 9300000001 sample-owner", "release-rating r9300000002",
            "wantlist | limit 3 | each release-rating $.id | select release_id rating",
        ])

    public static let releaseRatingEdit = Endpoint(
        "release-rating-edit", "PUT /releases/{release_id}/rating/{username}",
        "Rate a release",
        parameters: [
            .path("release_id", .id(.release), "the release"),
            .body("rating", .integer(1...5), "1 to 5", isRequired: true, isPositional: true),
            .path(
                "username", .username, "whose rating; only yours", isPositional: false,
                standIn: .ownUsername),
        ],
        reply: .object(.other, ReleaseRating.self), login: .user,
        examples: [
            "release-rating-edit 9300000001 5", "release-rating-edit r9300000002 4",
            "wantlist | where rating=5 | each release-rating-edit $.id 5",
        ])

    public static let releaseRatingDelete = Endpoint(
        "release-rating-delete", "DELETE /releases/{release_id}/rating/{username}",
        "Take your rating of a release away",
        parameters: [
            .path("release_id", .id(.release), "the release"),
            .path(
                "username", .username, "whose rating; only yours", isPositional: false,
                standIn: .ownUsername),
        ],
        reply: .empty, login: .user,
        examples: [
            "release-rating-delete 9300000001", "release-rating-delete r9300000001",
            "wantlist | limit 1 | each release-rating-delete $.id",
        ])

    public static let communityRating = Endpoint(
        "community-rating", "GET /releases/{release_id}/rating",
        "Show how all users together rate a release",
        parameters: [.path("release_id", .id(.release), "the release")],
        reply: .object(.other, CommunityRating.self),
        cached: .database,
        examples: [
            "community-rating 9300000001 | select rating.average rating.count",
            "community-rating r9300000002 | as json",
            "wantlist | limit 3 | each community-rating $.id | sort -rating.average",
        ])

    public static let releaseStats = Endpoint(
        "release-stats", "GET /releases/{release_id}/stats",
        "Show how many users have a release, and how many want it",
        parameters: [.path("release_id", .id(.release), "the release")],
        reply: .object(.other, ReleaseStatistics.self),
        cached: .database,
        examples: [
            "release-stats 9300000001", "release-stats r9300000002 | as json",
            "wantlist | limit 3 | each release-stats $.id | sort -num_want",
        ])

    public static let master = Endpoint(
        "master", "GET /masters/{master_id}",
        "Show a master: what all versions of it have in common",
        parameters: [.path("master_id", .id(.master), "the master")],
        reply: .object(.master, Master.self),
        cached: .database,
        examples: [
            "master 9200000001",
            "master m9200000001 | select title year main_release",
            #"search "kind of blue" type=master | limit 1 | each master $.id"#,
        ])

    public static let masterVersions = Endpoint(
        "master-versions", "GET /masters/{master_id}/versions",
        "List the releases that are versions of a master",
        parameters: [
            .path("master_id", .id(.master), "the master"),
            .query("format", .suggestion(Vocabulary.formats), "only versions in this format"),
            .query("label", .text, "only versions on this label"),
            .query("country", .suggestion(Vocabulary.countries), "only versions from this country"),
            .query("released", .year(allowsRange: false), "only versions of this year"),
        ],
        reply: .pages(
            .masterVersion, of: "versions", MasterVersion.self,
            sortKeys: sortKeys("released", "title", "format", "label", "catno", "country")),
        cached: .database,
        examples: [
            "master-versions 9200000001 | sort released",
            "master-versions 9200000001 country=US | select released label catno",
            "master-versions 9200000001 | where format~LP | count",
        ])

    public static let artist = Endpoint(
        "artist", "GET /artists/{artist_id}",
        "Show an artist with members, groups and aliases",
        parameters: [.path("artist_id", .id(.artist), "the artist")],
        reply: .object(.artist, Artist.self),
        cached: .database,
        examples: [
            "artist 9000000001",
            "artist a9000000001 | select name profile",
            #"search "sun ra" type=artist | each artist $.id | select name profile"#,
        ])

    public static let artistReleases = Endpoint(
        "artist-releases", "GET /artists/{artist_id}/releases",
        "List the masters and releases of an artist",
        parameters: [.path("artist_id", .id(.artist), "the artist")],
        reply: .pages(
            .artistRelease, of: "releases", ArtistRelease.self,
            sortKeys: sortKeys("year", "title", "format")),
        cached: .database,
        examples: [
            "artist-releases 9000000001 | sort year | limit 10",
            "artist-releases 9000000001 | where role=Main type=master | select year title",
            "artist-releases 9000000001 | where role=Main | chart year",
        ])

    public static let label = Endpoint(
        "label", "GET /labels/{label_id}",
        "Show a label, a company or a series",
        parameters: [.path("label_id", .id(.label), "the label")],
        reply: .object(.label, Label.self),
        cached: .database,
        examples: [
            "label 9100000001",
            "label l9100000001 | select name profile", "label 9100000001 | as json",
        ])

    public static let labelReleases = Endpoint(
        "label-releases", "GET /labels/{label_id}/releases",
        "List the releases of a label",
        parameters: [.path("label_id", .id(.label), "the label")],
        reply: .pages(.labelRelease, of: "releases", LabelRelease.self),
        cached: .database,
        examples: [
            "label-releases 9100000001 | limit 10",
            "label-releases 9100000001 | where year<1965 | select year artist title catno",
            "label-releases 9100000001 | group year | sort -count | limit 5",
        ])

    /// For rows whose fields are called as the values of `sort` that order them.
    private static func sortKeys(_ names: String...) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
    }
}
