/// Words of Discogs: those that are offered, and the currencies, which are the only ones allowed.
enum Vocabulary {
    /// All genres of Discogs.
    static let genres = [
        "Blues", "Brass & Military", "Children's", "Classical", "Electronic",
        "Folk, World, & Country", "Funk / Soul", "Hip Hop", "Jazz", "Latin", "Non-Music", "Pop",
        "Reggae", "Rock", "Stage & Screen",
    ]

    /// The more frequent ones of several hundred styles.
    static let styles = [
        "Acid House", "Acid Jazz", "Acoustic", "African", "Afrobeat", "Alternative Rock", "Ambient",
        "Avant-garde Jazz", "Ballad", "Black Metal", "Bluegrass", "Blues Rock", "Bop", "Bossa Nova",
        "Breakbeat", "Chanson", "Classic Rock", "Contemporary Jazz", "Cool Jazz", "Country",
        "Country Rock", "Dancehall", "Death Metal", "Deep House", "Disco", "Downtempo",
        "Drum n Bass", "Dub", "Dubstep", "Electro", "Euro House", "Experimental", "Folk",
        "Folk Rock", "Free Improvisation", "Free Jazz", "Funk", "Fusion", "Garage Rock", "Gospel",
        "Hard Bop", "Hard Rock", "Hardcore", "Heavy Metal", "House", "IDM", "Indie Rock",
        "Industrial", "J-pop", "Jazz-Funk", "Jungle", "Krautrock", "Latin Jazz", "Minimal", "Modal",
        "MPB", "Musique Concrète", "New Age", "New Wave", "Noise", "Opera", "Pop Rock", "Post Bop",
        "Post-Punk", "Prog Rock", "Psychedelic Rock", "Punk", "Rhythm & Blues", "RnB/Swing",
        "Rock & Roll", "Rocksteady", "Roots Reggae", "Salsa", "Samba", "Shoegaze", "Ska",
        "Soft Rock", "Soul", "Soul-Jazz", "Soundtrack", "Space Rock", "Spoken Word", "Swing",
        "Symphonic Rock", "Synth-pop", "Tango", "Tech House", "Techno", "Thrash", "Trance",
        "Trip Hop", "Vocal",
    ]

    /// Countries and regions as Discogs spells them.
    static let countries = [
        "Argentina", "Australia", "Australia & New Zealand", "Austria", "Belgium", "Brazil",
        "Bulgaria", "Canada", "Chile", "China", "Colombia", "Cuba", "Czech Republic",
        "Czechoslovakia", "Denmark", "Estonia", "Europe", "Finland", "France",
        "German Democratic Republic (GDR)", "Germany", "Greece", "Hong Kong", "Hungary", "Iceland",
        "India", "Indonesia", "Ireland", "Israel", "Italy", "Jamaica", "Japan", "Mexico",
        "Netherlands", "New Zealand", "Nigeria", "Norway", "Peru", "Philippines", "Poland",
        "Portugal", "Romania", "Russia", "Scandinavia", "South Africa", "South Korea", "Spain",
        "Sweden", "Switzerland", "Taiwan", "Thailand", "Turkey", "UK", "UK & Europe", "UK & US",
        "Ukraine", "Unknown", "Uruguay", "US", "USA & Canada", "USA & Europe", "USSR", "Venezuela",
        "Worldwide", "Yugoslavia",
    ]

    /// Formats, then the words that describe them.
    static let formats = [
        "Vinyl", "CD", "Cassette", "File", "DVD", "Box Set", "All Media", "Blu-ray", "CDr", "SACD",
        "Minidisc", "VHS", "Shellac", "Flexi-disc", "Lathe Cut", "Acetate", "8-Track Cartridge",
        "Reel-To-Reel", "LP", "Album", "Mini-Album", "EP", "Single", "Maxi-Single", "Compilation",
        "Mixed", "Sampler", "Promo", "White Label", "Test Pressing", "Reissue", "Remastered",
        "Repress", "Limited Edition", "Deluxe Edition", "Numbered", "Unofficial Release", "Mono",
        "Stereo", "Quadraphonic", "Gatefold", "Picture Disc", "HDCD", "7\"", "10\"", "12\"",
        "33 ⅓ RPM", "45 RPM", "78 RPM", "FLAC", "MP3",
    ]

    /// The values of `status` of a listing. (Source: Discogs API documentation.)
    static let listingStatuses = [
        "All", "Deleted", "Draft", "Expired", "For Sale", "Sold", "Suspended", "Violation",
    ]

    /// The states of a record, and of a sleeve. (Source: Discogs API documentation.)
    static func conditions(ofSleeve: Bool) -> [String] {
        ofSleeve ? mediaConditions + ["Generic", "Not Graded", "No Cover"] : mediaConditions
    }

    private static let mediaConditions = [
        "Mint (M)", "Near Mint (NM or M-)", "Very Good Plus (VG+)", "Very Good (VG)",
        "Good Plus (G+)", "Good (G)", "Fair (F)", "Poor (P)",
    ]

    /// The states that a seller may give an order. (Source: Discogs API documentation.)
    static let orderStatuses = [
        "New Order", "Buyer Contacted", "Invoice Sent", "Payment Pending", "Payment Received",
        "In Progress", "Shipped", "Refund Sent", "Cancelled (Non-Paying Buyer)",
        "Cancelled (Item Unavailable)", "Cancelled (Per Buyer's Request)",
    ]

    /// The states that orders may be looked for in. (Source: Discogs API documentation.)
    static let orderFilters =
        ["All"] + orderStatuses + [
            "Merged", "Order Changed", "Cancelled", "Cancelled (Refund Received)",
        ]

    /// The values of `curr_abbr`.
    static let currencies = [
        "USD", "GBP", "EUR", "CAD", "AUD", "JPY", "CHF", "MXN", "BRL", "NZD", "SEK", "ZAR",
    ]
}
