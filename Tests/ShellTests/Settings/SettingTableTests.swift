import Commands
import Discogs
import Testing

@testable import Shell

@Suite("The table of settings")
struct SettingTableTests {
    @Test("has every setting once, under a name that a shell can export")
    func names() {
        let names = SettingTable.keys.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.allSatisfy { $0.isUppercase || $0 == "_" }) }
        #expect(names.count == 28)
    }

    @Test("describes each in a sentence")
    func summaries() {
        for key in SettingTable.keys {
            #expect(key.summary.hasSuffix("."), "\(key.name)")
            #expect(!key.allowed.isEmpty)
        }
    }

    @Test("declares defaults that its own rules allow")
    func defaults() throws {
        let folder = TemporaryFolder()
        for key in SettingTable.keys {
            guard let text = key.defaultText else { continue }
            let settings = try Settings(environment: [key.name: text], directory: folder.path)
            #expect(settings.origin(key) == .environment)
        }
    }

    @Test("shows examples that its own rules allow")
    func examples() throws {
        let folder = TemporaryFolder()
        for key in SettingTable.keys where key != SettingTable.caFile.key {
            _ = try Settings(environment: [key.name: key.example], directory: folder.path)
        }
    }

    @Test("is what .env.example says")
    func envExample() throws {
        var path = #filePath
        for _ in 0..<4 { path = FilePlace.folder(of: path) }
        #expect(try TemporaryFolder.text(at: path + "/.env.example") == SettingsDocument.envExample)
    }

    @Test("makes a .env.example that, copied and uncommented, changes nothing but the examples")
    func copied() throws {
        let folder = TemporaryFolder()
        let path = try folder.write(SettingsDocument.envExample, to: "plain.env")
        var settings = try Settings(environment: [:], directory: folder.path, envFile: path)
        #expect(settings.origins.values.allSatisfy { $0 == .standard })

        let names = SettingTable.keys.map { "#\($0.name)=" }
        let lines = SettingsDocument.envExample.split(separator: "\n").map { line in
            names.contains(where: line.hasPrefix) && !line.hasPrefix("#CA_FILE")
                ? line.dropFirst() : line
        }
        let full = try folder.write(lines.joined(separator: "\n"), to: "full.env")
        settings = try Settings(environment: [:], directory: folder.path, envFile: full)
        for key in SettingTable.keys where key.defaultText != nil {
            #expect(settings.origin(key) != .standard)
        }
        let standard = try Settings(environment: [:], directory: folder.path)
        #expect(settings.userAgent == standard.userAgent)
        #expect(settings.baseURL == standard.baseURL)
        #expect(settings.retryBackoffFactor == standard.retryBackoffFactor)
        #expect(settings.retryStatusCodes == standard.retryStatusCodes)
        #expect(settings.logRotationSize == standard.logRotationSize)
        #expect(settings.logFileName == standard.logFileName)
    }

    @Test("gives each setting a page of help that fits the terminal", arguments: [40, 80, 132])
    func help(width: Int) throws {
        let help = HelpText(width: width, topics: HelpTopic.ofProgram)
        for name in SettingTable.keys.map(\.name) + ["token"] {
            let text = try #require(help.text(for: name))
            #expect(text.contains(name) && text.contains(name == "token" ? "login" : "Allowed"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        }
    }
}

@Suite("NO_PROXY")
struct NoProxyTests {
    private func covers(_ entries: String, _ address: String) throws -> Bool {
        let origin = try #require(BaseURL(parsing: address)).origin
        return NoProxy(entries.split(separator: ",").map(String.init)).covers(origin)
    }

    @Test(
        "covers hosts and everything below them",
        arguments: [
            ("example.org", "https://example.org"), ("example.org", "https://api.example.org"),
            (".example.org", "https://api.example.org"), ("*.example.org", "https://a.example.org"),
            ("*", "https://api.discogs.com"), ("a,b.c", "https://b.c"),
            ("example.org:8443", "https://example.org:8443"),
        ])
    func covered(entries: String, address: String) throws {
        #expect(try covers(entries, address))
    }

    @Test(
        "covers nothing else",
        arguments: [
            ("example.org", "https://badexample.org"), ("example.org:8443", "https://example.org"),
            ("", "https://api.discogs.com"), (".", "https://api.discogs.com"),
            ("org.example", "https://example.org"),
        ])
    func notCovered(entries: String, address: String) throws {
        #expect(try !covers(entries, address))
    }

    @Test("is not needed for this machine, nor for plain http")
    func loopback() throws {
        #expect(try covers("", "https://127.0.0.1:1") && covers("", "http://localhost"))
    }

    @Test("keeps the proxy away from the settings' base address")
    func inSettings() throws {
        let folder = TemporaryFolder()
        var environment = ["https_proxy": "proxy.example:3128"]
        let proxied = try Settings(environment: environment, directory: folder.path)
        #expect(proxied.proxy == .init(host: "proxy.example", port: 3128))
        environment["NO_PROXY"] = "discogs.com"
        #expect(try Settings(environment: environment, directory: folder.path).proxy == nil)
    }
}
