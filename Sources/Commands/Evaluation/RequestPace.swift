/// How fast requests may go out, for telling how long a run will take.
package struct RequestPace: Sendable {
    package var requests: Int
    package var seconds: Int

    package init(requests: Int = 60, seconds: Int = 60) {
        self.requests = requests
        self.seconds = seconds
    }

    /// `about 2 min 20 s`; the first window's worth goes out at once.
    func duration(of count: Int) -> String {
        let seconds = max(0, count - requests) * self.seconds / max(1, requests)
        switch seconds {
        case 0: return "right away"
        case ..<60: return "about \(seconds) s"
        case ..<3600: return "about \(seconds / 60) min \(seconds % 60) s"
        default: return "about \(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}

extension Int {
    /// With commas between thousands: `1,234`.
    package var grouped: String {
        let digits = Array(String(magnitude))
        var text = self < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
