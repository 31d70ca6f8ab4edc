/// Dates of releases as the API words them.
enum ReleaseDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `16 Mar 1979`, `Mar 1979` or `1979`; nil without a date.
    static func text(_ date: String) -> String? {
        let parts = date.split(separator: "-")
        guard let year = parts.first else { return nil }
        guard parts.count == 3, let month = Int(parts[1]), months.indices.contains(month - 1)
        else { return String(year) }
        return (parts[2] == "00" ? "" : "\(parts[2]) ") + "\(months[month - 1]) \(year)"
    }
}
