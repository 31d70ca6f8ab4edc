import Records

/// Prices that nobody asked for, made up from a release's id, the same every time.
struct SimulatedPrices {
    private let id: Int64
    private let currency: String

    init(_ id: Int64, _ currency: String) {
        self.id = id
        self.currency = currency
    }

    private var base: Double { 6 + Double(id * 7 % 41) }

    private func price(_ value: Double) -> JSONValue {
        ["currency": .string(currency), "value": .double(value)]
    }

    /// Of every seventh release there is no copy.
    var statistics: JSONValue {
        let count = id % 7
        return [
            "lowest_price": count == 0 ? .null : price(base), "num_for_sale": .int(count),
            "blocked_from_sale": false,
        ]
    }

    /// The API has them in no order, and does not round.
    var suggestions: JSONValue {
        let shares: [(String, Double)] = [
            ("Very Good (VG)", 0.45), ("Good Plus (G+)", 0.25), ("Mint (M)", 0.95),
            ("Near Mint (NM or M-)", 0.85), ("Good (G)", 0.15), ("Very Good Plus (VG+)", 0.65),
            ("Fair (F)", 0.1), ("Poor (P)", 0.05),
        ]
        return .object(JSONObject(shares.map { ($0.0, price(base * $0.1 * 1.7)) }))
    }
}
