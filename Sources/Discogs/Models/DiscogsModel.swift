import Records

/// A typed view of an object of the API.
///
/// Reading is lenient where the data is: numbers may come as text, and a member that is missing,
/// null or of another type reads as unknown. Only what `ModelField` calls required must be there.
/// Members that a model does not declare are left out.
public protocol DiscogsModel: Sendable, Hashable {
    /// The members, each declared once: reading, writing and `fields` follow it.
    static var schema: ModelSchema<Self> { get }

    /// - Throws: when a required member is missing or cannot be read.
    init(json: JSONObject) throws(DiscogsModelError)
}

extension DiscogsModel {
    /// The members' names as the API has them: `main_release`.
    public static var fields: [String] { schema.fields.map(\.name) }

    public init(json: JSONObject) throws(DiscogsModelError) {
        var model = Self.schema.empty
        for field in Self.schema.fields { try field.read(json, &model) }
        self = model
    }

    /// Reads the body of a reply, or one of its rows.
    /// - Throws: when it is not an object, or lacks a required member.
    public static func fromAPIResponse(_ value: JSONValue) throws(DiscogsModelError) -> Self {
        guard let object = value.objectValue else {
            throw DiscogsModelError(Self.self, field: nil, expected: .object, found: value)
        }
        return try Self(json: object)
    }

    /// Every declared member under the API's name; what is unknown is null.
    public func toDictionary() -> JSONObject {
        JSONObject(Self.schema.fields.lazy.map { ($0.name, $0.write(self)) })
    }

    /// `toDictionary()` as JSON text.
    public func toJSON(pretty: Bool = false) -> String { toDictionary().json(pretty: pretty) }
}

/// A required member that is missing or cannot be read.
public struct DiscogsModelError: Error, Sendable, Hashable {
    /// The type's name: `Release`.
    public let model: String
    /// The member; nil when the value as a whole is no object.
    public let field: String?
    public let expected: JSONKind
    /// Nil when the member is missing.
    public let found: JSONKind?

    init<Model>(_ model: Model.Type, field: String?, expected: JSONKind, found: JSONValue?) {
        self.model = "\(model)"
        self.field = field
        self.expected = expected
        self.found = found.map(JSONKind.init)
    }
}

/// The kinds of JSON values.
public enum JSONKind: String, Sendable, Hashable {
    case null, boolean, number, text, list, object

    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool: .boolean
            case .int, .double: .number
            case .string: .text
            case .array: .list
            case .object: .object
            }
    }
}
