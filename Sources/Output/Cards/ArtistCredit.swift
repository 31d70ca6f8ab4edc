import Records

/// The artists of a release, a master or a track as the sleeve names them.
package enum ArtistCredit {
    /// The names with what joins them: `Miles Davis & John Coltrane`, `A, B Featuring C`.
    ///
    /// Each name is the one printed (`anv`) or else the canonical one without its number. A comma
    /// follows without a space; any other joint has one on either side. The last joint is ignored.
    /// - Returns: nil when the list holds anything but artists.
    package static func joined(_ artists: [JSONValue]) -> String? {
        var text = ""
        for (place, artist) in artists.enumerated() {
            guard let name = name(artist) else { return nil }
            text += name
            guard place + 1 < artists.count else { break }
            let joint = trimmed(artist["join"]?.stringValue ?? "")
            text += joint.isEmpty || joint == "," ? ", " : " \(joint) "
        }
        return artists.isEmpty ? nil : text
    }

    /// The name of one artist to show: as printed, else canonical without its number.
    package static func name(_ artist: JSONValue) -> String? {
        if let printed = artist["anv"]?.stringValue, !printed.isEmpty { return printed }
        return artist["name"]?.stringValue.map(withoutNumber)
    }

    /// The name without the ` (2)` by which Discogs tells namesakes apart. Only for display.
    package static func withoutNumber(_ name: String) -> String {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex
        else { return name }
        let digits = name[name.index(after: open)...].dropLast()
        let space = name.index(before: open)
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, name[space] == " ", space > name.startIndex else { return name }
        return String(name[..<space])
    }

    private static func trimmed(_ text: String) -> Substring {
        var text = text[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }
}
