import Records
import Shell

/// The file of accounts: what is read of it is what is written.
enum AccountsTarget {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        guard let json = try? JSONValue(parsing: bytes), let book = AccountBook(json) else {
            return
        }
        try Violation.unless(
            AccountBook(book.json) == book, "\(bytes) comes back as other accounts")
        if let name = book.currentName { _ = book[name] }
    }
}
