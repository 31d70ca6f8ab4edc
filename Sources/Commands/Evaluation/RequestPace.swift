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
        Self.text(seconds: seconds(for: count, after: 0)) ?? "right away"
    }

    /// The same for what is left when some requests were sent; nil where that is no time.
    func timeLeft(for count: Int, after sent: Int) -> String? {
        Self.text(seconds: seconds(for: count, after: sent))
    }

    private func seconds(for count: Int, after sent: Int) -> Int {
        max(0, count - max(0, requests - sent)) * seconds / max(1, requests)
    }

    private static func text(seconds: Int) -> String? {
        switch seconds {
        case 0: return nil
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
