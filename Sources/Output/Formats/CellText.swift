import Records

/// The text of a nested value, for one cell.
///
/// Of an object in a list, the first of `name`, `title`, `username`, `value` and `uri` that says
/// anything stands for it; an object with none of them is written as compact JSON.
enum CellText {
    static func joined(_ elements: [JSONValue], by separator: String) -> String {
        elements.map(element).filter { !$0.isEmpty }.joined(separator: separator)
    }

    static func element(_ value: JSONValue) -> String {
        value.objectValue.flatMap(name) ?? value.text
    }

    static func name(of object: JSONObject) -> String? {
        for key in ["name", "title", "username", "value", "uri"] {
            switch object[key] {
            case .string(let text) where !text.isEmpty: return text
            case .int(let number): return String(number)
            case .double(let number)?: return JSONValue.double(number).text
            default: continue
            }
        }
        return nil
    }
}
