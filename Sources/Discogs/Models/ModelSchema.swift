import Records

/// The members of a model, in the order in which `toDictionary()` has them.
public struct ModelSchema<Model: Sendable>: Sendable {
    /// What a reply without any member would give.
    let empty: Model
    let fields: [ModelField<Model>]

    init(_ empty: Model, _ fields: ModelField<Model>...) {
        self.empty = empty
        self.fields = fields
    }
}

/// One member of a model: its name, and how it is read and written.
struct ModelField<Model: Sendable>: Sendable {
    let name: String
    let read: @Sendable (JSONObject, inout Model) throws(DiscogsModelError) -> Void
    let write: @Sendable (Model) -> JSONValue

    /// A member that may be missing; the model then keeps its empty value.
    static func field<Value: ModelValue>(
        _ name: String, _ place: any WritableKeyPath<Model, Value> & Sendable
    ) -> Self {
        Self(name: name) { json, model in
            guard let value = json[name].flatMap(Value.init(lenient:)) else { return }
            model[keyPath: place] = value
        } write: {
            $0[keyPath: place].json
        }
    }

    /// A member that must be there.
    static func required<Value: ModelValue>(
        _ name: String, _ place: any WritableKeyPath<Model, Value> & Sendable
    ) -> Self {
        Self(name: name) { json, model throws(DiscogsModelError) in
            guard let value = json[name].flatMap(Value.init(lenient:)) else {
                throw DiscogsModelError(
                    Model.self, field: name, expected: Value.kind, found: json[name])
            }
            model[keyPath: place] = value
        } write: {
            $0[keyPath: place].json
        }
    }

    /// A number whose 0 means that it is not known.
    static func nonZero<Value: ModelValue & BinaryInteger>(
        _ name: String, _ place: any WritableKeyPath<Model, Value?> & Sendable
    ) -> Self {
        Self(name: name) { json, model in
            let value = json[name].flatMap(Value.init(lenient:))
            model[keyPath: place] = value == 0 ? nil : value
        } write: {
            $0[keyPath: place].json
        }
    }
}
