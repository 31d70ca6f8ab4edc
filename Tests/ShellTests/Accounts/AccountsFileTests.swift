import Discogs
import Output
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The file of accounts")
struct AccountsFileTests {
    private let folder = TemporaryFolder()
    private var path: String { "\(folder.path)/config/musicagent/accounts.json" }
    private var file: AccountsFile { AccountsFile(path: path) }

    private static let accounts = [
        StoredAccount(
            name: "collector", username: "collector", credentials: .personalToken(Secret("t0ken"))),
        StoredAccount(
            name: "work", username: nil,
            credentials: .consumer(key: Secret("k3y"), secret: Secret("s3cret"))),
        StoredAccount(
            name: "shop.2", username: "shopkeeper",
            credentials: .oauth(
                OAuthConsumer(key: Secret("k3y"), secret: Secret("s3cret")),
                OAuthToken(token: Secret("acc3ss"), secret: Secret("acc3ss-s3cret")))),
    ]

    private func store() throws {
        for account in Self.accounts { try file.update { $0.add(account) } }
    }

    @Test("keeps all kinds of logins, and which one is current")
    func roundTrip() throws {
        #expect(try file.load() == AccountBook())
        #expect(folder.names() == [])
        try store()
        let book = try file.load()
        #expect(book.accounts == Self.accounts)
        #expect(book.current == Self.accounts[2])
        try file.update { $0.makeCurrent("work") }
        #expect(try file.load().current == Self.accounts[1])
        try file.update { $0.remove("work") }
        #expect(try file.load().current == nil)
        #expect(try file.load().accounts.map(\.name) == ["collector", "shop.2"])
    }

    @Test("is its owner's alone, as is its folder")
    func modes() throws {
        folder.makeFolder("config")
        folder.makeFolder("config/musicagent")
        try store()
        #expect(folder.mode(of: "config/musicagent") == 0o700)
        #expect(folder.mode(of: "config/musicagent/accounts.json") == 0o600)
        #expect(folder.names(in: "config/musicagent") == ["accounts.json"])
    }

    @Test(
        "is not used when others may read or write it",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o666, 0o644, 0o601])
    func openToOthers(mode: mode_t) throws {
        try store()
        let text = try TemporaryFolder.text(at: path)
        chmod(path, mode)
        let failure = AccountFailure.unsafe(path: path, .mode(UInt32(mode)))
        #expect(throws: failure) { try file.load() }
        #expect(throws: failure) { try file.update { $0.remove("work") } }
        #expect(try TemporaryFolder.text(at: path) == text)
        let words = ErrorText(failure)
        #expect(words.message.contains("mode \(String(mode, radix: 8))"))
        #expect(words.hint?.contains("chmod") == true)
    }

    @Test("is not used when others may write into its folder", arguments: [0o770, 0o707, 0o777])
    func openFolder(mode: mode_t) throws {
        try store()
        let place = FilePlace.folder(of: path)
        chmod(place, mode)
        let failure = AccountFailure.unsafe(path: place, .mode(UInt32(mode)))
        #expect(throws: failure) { try file.load() }
        #expect(throws: failure) { try file.update { $0.remove("work") } }
    }

    @Test("is used when it is read only, or its folder can be read")
    func harmless() throws {
        try store()
        chmod(path, 0o400)
        chmod(FilePlace.folder(of: path), 0o755)
        #expect(try file.load().accounts.count == 3)
    }

    @Test("is not used when it is a link, a folder or a pipe")
    func notAFile() throws {
        try store()
        let place = FilePlace.folder(of: path)
        rename(path, "\(place)/other")
        symlink("other", path)
        #expect(throws: AccountFailure.unsafe(path: path, .link)) { try file.load() }
        #expect(throws: AccountFailure.unsafe(path: path, .link)) { try file.update { _ in } }
        unlink(path)
        symlink("nowhere", path)
        #expect(throws: AccountFailure.unsafe(path: path, .link)) { try file.load() }
        unlink(path)
        mkfifo(path, 0o600)
        #expect(throws: AccountFailure.unsafe(path: path, .noFile)) { try file.load() }
        unlink(path)
        mkdir(path, 0o700)
        #expect(throws: AccountFailure.unsafe(path: path, .noFile)) { try file.load() }
    }

    @Test("is not used when it belongs to somebody else", .enabled(if: geteuid() == 0))
    func otherOwner() throws {
        try store()
        chown(path, 4711, 4711)
        #expect(throws: AccountFailure.unsafe(path: path, .otherOwner)) { try file.load() }
        #expect(throws: AccountFailure.unsafe(path: path, .otherOwner)) {
            try file.update { $0.remove("work") }
        }
    }

    @Test(
        "is not used when it holds something else",
        arguments: [
            "", "x", "[]", "{}", #"{"accounts":[{}]}"#, #"{"accounts":[{"name":"a"}]}"#,
            #"{"accounts":[{"name":"a b","token":"x"}]}"#,
            #"{"accounts":[{"name":"a","token":"x\r\nEvil: y"}]}"#,
            #"{"accounts":[{"name":"a","token":"x"},{"name":"a","token":"y"}]}"#,
        ])
    func somethingElse(text: String) throws {
        try folder.write(text, to: "config/musicagent/accounts.json")
        chmod(path, 0o600)
        #expect(throws: AccountFailure.unreadable(path: path)) { try file.load() }
        #expect(throws: AccountFailure.unreadable(path: path)) { try file.update { _ in } }
        #expect(try TemporaryFolder.text(at: path) == text)
    }

    @Test("stays as it was when a change does not reach the disk")
    func durable() throws {
        try store()
        var calls = FileCalls.system
        calls.fsync = { _ in
            errno = EIO
            return -1
        }
        let failing = AccountsFile(path: path, calls: calls)
        #expect(throws: AccountFailure.self) { try failing.update { $0.remove("work") } }
        #expect(try file.load().accounts == Self.accounts)
        #expect(folder.names(in: "config/musicagent") == ["accounts.json"])
    }

    @Test("loses nothing when several change it at once")
    func atOnce() async throws {
        let file = file
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    let account = StoredAccount(
                        name: "a\(number)", username: nil,
                        credentials: .personalToken(Secret("t\(number)")))
                    try file.update { $0.add(account) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try file.load().accounts.count == 20)
    }
}
