import Records

/// What a member of a model can be.
protocol ModelValue: Sendable {
    /// What it is in JSON.
    static var kind: JSONKind { get }
    /// Nil for a value that cannot be read as one of these.
    init?(lenient json: JSONValue)
    var json: JSONValue { get }
}

extension ModelValue where Self: DiscogsModel {
    static var kind: JSONKind { .object }
    init?(lenient json: JSONValue) {
        guard let model = try? Self.fromAPIResponse(json) else { return nil }
        self = model
    }
    var json: JSONValue { .object(toDictionary()) }
}

extension String: ModelValue {
    static var kind: JSONKind { .text }
    init?(lenient json: JSONValue) {
        switch json {
        case .string(let text): self = text
        case .int, .double: self = json.text
        default: return nil
        }
    }
    var json: JSONValue { .string(self) }
}

extension Int64: ModelValue {
    static var kind: JSONKind { .number }
    init?(lenient json: JSONValue) {
        guard let number = json.intValue ?? json.stringValue.flatMap({ Int64($0.trimmed) }) else {
            return nil
        }
        self = number
    }
    var json: JSONValue { .int(self) }
}

extension Int: ModelValue {
    static var kind: JSONKind { .number }
    init?(lenient json: JSONValue) {
        guard let number = Int64(lenient: json) else { return nil }
        self.init(exactly: number)
    }
    var json: JSONValue { .int(Int64(self)) }
}

extension Double: ModelValue {
    static var kind: JSONKind { .number }
    init?(lenient json: JSONValue) {
        let number = json.doubleValue ?? json.stringValue.flatMap { Double($0.trimmed) }
        guard let number, number.isFinite else { return nil }
        self = number
    }
    var json: JSONValue { .double(self) }
}

extension Bool: ModelValue {
    static var kind: JSONKind { .boolean }
    /// The API has some flags as 0 and 1.
    init?(lenient json: JSONValue) {
        switch json {
        case .bool(let flag): self = flag
        case .int(0): self = false
        case .int(1): self = true
        default: return nil
        }
    }
    var json: JSONValue { .bool(self) }
}

extension Optional: ModelValue where Wrapped: ModelValue {
    static var kind: JSONKind { Wrapped.kind }
    init?(lenient json: JSONValue) { self = Wrapped(lenient: json) }
    var json: JSONValue { self?.json ?? .null }
}

extension Array: ModelValue where Element: ModelValue {
    static var kind: JSONKind { .list }
    /// Elements that cannot be read are left out.
    init?(lenient json: JSONValue) {
        guard let elements = json.arrayValue else { return nil }
        self = elements.compactMap(Element.init(lenient:))
    }
    var json: JSONValue { .array(map(\.json)) }
}

/// What no model has a place for, as it came.
extension JSONValue: ModelValue {
    static var kind: JSONKind { .object }
    init?(lenient json: JSONValue) { self = json }
    var json: JSONValue { self }
}
