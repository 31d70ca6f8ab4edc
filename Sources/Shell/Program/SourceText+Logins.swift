import Commands
import PipelineLanguage

extension SourceText {
    /// The text with asterisks for what stands behind `login` and is no name, each byte in its place: a
    /// token that somebody typed there must not be repeated with what is wrong with it.
    var withoutLogins: SourceText {
        let login = Array("login".utf8)
        var bytes = Array(text.utf8)
        guard bytes.firstRange(of: login) != nil else { return self }
        var isBehindLogin = false
        var start = 0
        while start < bytes.count {
            let byte = bytes[start]
            if Self.isBlank(byte) || Self.endsStatement(byte) {
                if Self.endsStatement(byte) { isBehindLogin = false }
                start += 1
                continue
            }
            let word = bytes[start...].prefix { !Self.isBlank($0) && !Self.endsStatement($0) }
            if isBehindLogin {
                let isName = AccountName.isAllowed(String(decoding: word, as: UTF8.self))
                if !isName { for place in word.indices { bytes[place] = UInt8(ascii: "*") } }
            } else {
                isBehindLogin = word.elementsEqual(login)
            }
            start = word.endIndex
        }
        return SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private static func endsStatement(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
    }
}
