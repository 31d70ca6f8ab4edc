/// A request as it came in.
package struct RecordedRequest: Sendable, Hashable {
    package let method: String
    /// Path and query as sent, the prefix included.
    package let target: String
    package let headers: [HeaderField]
    package let body: [UInt8]
    /// When it came, since the start of the simulator.
    package internal(set) var time: Duration = .zero
    /// The status of the reply; nil while it is under way.
    package internal(set) var status: Int?

    /// The header's value, whatever the case of its name; several joined by commas.
    package func header(_ name: String) -> String? { headers.value(of: name) }
}

/// A header of a request or of a reply.
package struct HeaderField: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HeaderField] {
    /// The header's value, whatever the case of its name; several joined by commas.
    package func value(of name: String) -> String? {
        let values = lazy.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// In place of all headers of that name.
    mutating func set(_ field: HeaderField) {
        removeAll { $0.name.lowercased() == field.name.lowercased() }
        append(field)
    }
}
