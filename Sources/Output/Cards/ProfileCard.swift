import Records

/// A user: who, what there is of theirs, and what others say of them.
struct ProfileCard {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func render(on page: inout CardPage) {
        let username = row["username"]?.text ?? ""
        let name = row.shown("name").flatMap { $0 == username ? nil : $0 }
        page.title(name.map { "\(username) (\($0))" } ?? username)
        page.blank()
        page.field("Location", row.shown("location"))
        page.field("Home page", row.shown("home_page"))
        page.field("Since", since)
        page.field("Email", row.shown("email"))
        page.field("Currency", row.shown("curr_abbr"))
        page.field("Suspended", row["marketplace_suspended"]?.boolValue == true ? "yes" : nil)
        page.blank()
        page.field("Collection", row.shown("num_collection"))
        page.field("Wantlist", row.shown("num_wantlist"))
        page.field("For sale", row.shown("num_for_sale"))
        page.field("Lists", count("num_lists"))
        page.field("Added", count("releases_contributed").map { "\($0) releases" })
        page.field("Pending", count("num_pending"))
        page.field("Rank", count("rank"))
        page.field("Rated", rated)
        page.field("Seller", rating("seller", page.style))
        page.field("Buyer", rating("buyer", page.style))
        page.field("Unread", count("num_unread").map { "\($0) messages" })
        if let profile = row.prose("profile") {
            page.heading("Profile")
            page.paragraph(profile, indent: 2)
        }
        page.blank()
        page.field("Link", row.shown("uri"))
    }

    private var since: String? {
        // One documented reply has a blank for the T.
        row["registered"]?.stringValue.map { String($0.prefix { $0 != "T" && $0 != " " }) }
    }

    /// A number that is worth telling.
    private func count(_ field: String) -> String? {
        row[field]?.doubleValue.flatMap { $0 == 0 ? nil : DisplayText.count($0) }
    }

    private var rated: String? {
        guard let rated = count("releases_rated") else { return nil }
        return count("rating_avg").map { "\(rated) releases, \($0) of 5 on average" }
            ?? "\(rated) releases"
    }

    private func rating(_ role: String, _ style: TerminalStyle) -> String? {
        guard let count = row["\(role)_num_ratings"]?.intValue, count > 0 else { return nil }
        let votes = count == 1 ? "1 rating" : "\(count) ratings"
        let stars = self.count("\(role)_rating_stars").map { "\($0) of 5 stars" }
        let percent = self.count("\(role)_rating").map { "\($0) %" }
        return [percent, stars, votes].compactMap(\.self).joined(separator: " \(style.dot) ")
    }
}
