import Records

/// A column of a table that is written.
package struct TableColumn: Sendable, Hashable {
    package let name: String
    package let type: ColumnType

    package init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}

/// What all values of a column are.
package enum ColumnType: Sendable, Hashable {
    case integer, real, text
    /// Truth values, which SQLite keeps as 0 and 1.
    case truth
    /// Lists and objects, as JSON.
    case json
    /// Numbers, whole ones and others.
    case numeric
    /// Values of several kinds.
    case mixed

    /// Nil for null, which fits any column.
    package init?(_ value: JSONValue) {
        switch value {
        case .null: return nil
        case .bool: self = .truth
        case .int: self = .integer
        case .double: self = .real
        case .string: self = .text
        case .array, .object: self = .json
        }
    }

    /// What holds both.
    package func joined(with other: ColumnType) -> ColumnType {
        if self == other { return self }
        let numbers: Set<ColumnType> = [.integer, .real, .numeric]
        let texts: Set<ColumnType> = [.text, .json]
        if numbers.isSuperset(of: [self, other]) { return .numeric }
        return texts.isSuperset(of: [self, other]) ? .text : .mixed
    }

    /// How it is declared. SQLite turns text into a number in a column of numbers, and a number into
    /// text in a column of text; a column without a type keeps everything as it is.
    var declaration: String {
        switch self {
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .truth: Self.truthDeclaration
        case .json: Self.jsonDeclaration
        case .numeric: "NUMERIC"
        case .mixed: ""
        }
    }

    static let truthDeclaration = "BOOLEAN"
    /// Its text says to SQLite that it is text, and to `read` that it is more.
    static let jsonDeclaration = "JSON TEXT"
}
