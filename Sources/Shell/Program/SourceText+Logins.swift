import Commands
import PipelineLanguage

extension SourceText {
    /// The text with asterisks for what stands behind `login` and is no name, and behind the name of a
    /// secret setting, each byte in its place: a token that somebody typed there must not be repeated
    /// with what is wrong with it.
    var withoutLogins: SourceText {
        let login = Array("login".utf8)
        var bytes = Array(text.utf8)
        let lowercased = text.lowercased()
        guard ["login", Self.secretName].contains(where: lowercased.contains) else { return self }
        var isBehindLogin = false
        var isBehindSecret = false
        var start = 0
        while start < bytes.count {
            let byte = bytes[start]
            if Self.isBlank(byte) || Self.endsStatement(byte) {
                if Self.endsStatement(byte) { (isBehindLogin, isBehindSecret) = (false, false) }
                start += 1
                continue
            }
            let word = bytes[start...].prefix { !Self.isBlank($0) && !Self.endsStatement($0) }
            let name = String(decoding: word, as: UTF8.self).lowercased()
            if isBehindSecret {
                for place in word.indices { bytes[place] = UInt8(ascii: "*") }
            } else if name.hasPrefix(Self.secretName) {
                // `NAME VALUE`, or `NAME=VALUE`
                isBehindSecret = true
                for place in word.indices.dropFirst(Self.secretName.utf8.count + 1) {
                    bytes[place] = UInt8(ascii: "*")
                }
            } else if isBehindLogin {
                let isName = AccountName.isAllowed(String(decoding: word, as: UTF8.self))
                if !isName { for place in word.indices { bytes[place] = UInt8(ascii: "*") } }
            } else {
                isBehindLogin = word.elementsEqual(login)
            }
            start = word.endIndex
        }
        return SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    }

    /// The name of the setting that holds a token, in small letters.
    private static let secretName = SettingTable.discogsAPIToken.key.name.lowercased()

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private static func endsStatement(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
    }
}
