import Records

/// The tracks of a release or a master, with headings, parts of tracks and the total time.
struct Tracklist {
    private let tracks: [JSONObject]
    private let mainArtists: String?

    init(_ row: Row) {
        tracks = row.objects("tracklist")
        mainArtists = row["artists"]?.arrayValue.flatMap(ArtistCredit.joined)
    }

    func render(on page: inout CardPage) {
        guard !tracks.isEmpty else { return }
        page.heading("Tracklist")
        let positions = (tracks + tracks.flatMap { $0.objects("sub_tracks") })
            .map { page.measured($0["position"]?.text ?? "") }
        let width = min(positions.max() ?? 0, 9)
        for (place, track) in tracks.enumerated() {
            if track["type_"]?.stringValue == "heading" {
                if place > 0 { page.blank() }
                page.paragraph(track["title"]?.text ?? "", indent: 2)
                continue
            }
            render(track, positionWidth: width, indent: 2, on: &page)
            for part in track.objects("sub_tracks") {
                render(part, positionWidth: width, indent: 4, on: &page)
            }
        }
        if let total {
            page.track(
                position: "", positionWidth: width, title: "Total", duration: total, indent: 2)
        }
    }

    private func render(
        _ track: JSONObject, positionWidth: Int, indent: Int, on page: inout CardPage
    ) {
        let artists = track["artists"]?.arrayValue.flatMap(ArtistCredit.joined)
        let title = track["title"]?.text ?? ""
        let isOther = artists != nil && artists != mainArtists
        page.track(
            position: track["position"]?.text ?? "", positionWidth: positionWidth,
            title: isOther ? "\(artists ?? "") \(page.style.dash) \(title)" : title,
            duration: track["duration"]?.text ?? "", indent: indent)
        let credits = Self.credits(track.objects("extraartists"), page.style)
        guard !credits.isEmpty else { return }
        page.paragraph(
            credits.joined(separator: " \(page.style.dot) "),
            indent: indent + (positionWidth > 0 ? positionWidth + 2 : 0) + 2, isDim: true)
    }

    /// `Role – Name, Name (A1, A2)` for each role, in order of first appearance.
    static func credits(_ artists: [JSONObject], _ style: TerminalStyle) -> [String] {
        var roles: [String] = []
        var names: [String: [String]] = [:]
        for artist in artists {
            guard let name = ArtistCredit.name(.object(artist)) else { continue }
            let role = artist["role"]?.stringValue ?? ""
            let tracks = artist.shown("tracks").map { " (\($0))" } ?? ""
            if names[role] == nil { roles.append(role) }
            names[role, default: []].append(name + tracks)
        }
        return roles.map { role in
            let list = names[role, default: []].joined(separator: ", ")
            return role.isEmpty ? list : "\(role) \(style.dash) \(list)"
        }
    }

    /// `45:44`; nil unless every track says how long it is.
    private var total: String? {
        var seconds = 0
        var count = 0
        for track in tracks where track["type_"]?.stringValue != "heading" {
            let parts = track.objects("sub_tracks")
            if let length = Self.seconds(track["duration"]) {
                seconds += length
            } else {
                let lengths = parts.map { Self.seconds($0["duration"]) }
                guard !lengths.isEmpty, !lengths.contains(nil) else { return nil }
                seconds += lengths.compactMap(\.self).reduce(0, +)
            }
            count += 1
        }
        return count > 1 ? Self.clock(seconds) : nil
    }

    /// Of `m:ss`, `mmm:ss` or `h:mm:ss`.
    private static func seconds(_ duration: JSONValue?) -> Int? {
        let parts = duration?.stringValue?.split(separator: ":", omittingEmptySubsequences: false)
        guard let parts, (2...3).contains(parts.count) else { return nil }
        var seconds = 0
        for part in parts {
            guard part.utf8.count <= 4, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(part)
            else { return nil }
            seconds = seconds * 60 + number
        }
        return seconds
    }

    private static func clock(_ seconds: Int) -> String {
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = seconds / 60
        return minutes < 60
            ? "\(minutes):" + twoDigits(seconds % 60)
            : "\(minutes / 60):" + twoDigits(minutes % 60) + ":" + twoDigits(seconds % 60)
    }
}
