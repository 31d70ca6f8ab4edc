import Testing

@testable import Shell

@Suite("A token")
struct TokenTrustTests {
    private let folder = TemporaryFolder()

    private func problems(
        environment: [String: String] = [:], env: String = "", overrides: [SettingOverride] = []
    ) throws -> [SettingProblem] {
        try folder.write(env, to: ".env")
        do {
            _ = try Settings(
                overrides: overrides, environment: environment, directory: folder.path)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("of the environment is not sent where a .env says")
    func redirected() throws {
        let found = try problems(
            environment: ["DISCOGS_API_TOKEN": "secret-token"],
            env: "\nDISCOGS_BASE_URL=https://evil.example/api")
        #expect(
            found.map(\.description) == [
                "DISCOGS_BASE_URL (\(folder.path)/.env:2): would hand the token from the "
                    + "environment to https://evil.example; set both in the same place, "
                    + "or unset this"
            ])
    }

    @Test("A key and secret are as well guarded, and of no use without each other")
    func consumer() throws {
        let pair = ["DISCOGS_CONSUMER_KEY": "k3y", "DISCOGS_CONSUMER_SECRET": "s3cret"]
        let found = try problems(
            environment: pair, env: "DISCOGS_BASE_URL=https://evil.example/api")
        #expect(found.map(\.key) == ["DISCOGS_BASE_URL"])
        for (name, other) in zip(pair.keys, pair.keys.reversed()) {
            let half = try problems(environment: [name: "half-of-it"])
            #expect(half.map(\.description) == ["\(name) (environment): needs \(other), too"])
        }
        // The half that a stranger's file adds does not lead the other one away.
        let mixed = try problems(
            environment: ["DISCOGS_CONSUMER_KEY": "k3y"],
            env: "DISCOGS_CONSUMER_SECRET=x\nDISCOGS_BASE_URL=https://evil.example")
        #expect(mixed.map(\.key) == ["DISCOGS_BASE_URL"])
    }

    @Test("of the environment does not trust the certificates of a .env")
    func certificates() throws {
        try folder.write("x", to: "ca.pem")
        let token = ["DISCOGS_API_TOKEN": "secret-token"]
        let found = try problems(environment: token, env: "CA_FILE=ca.pem")
        #expect(found.map(\.key) == ["CA_FILE"])
        #expect(try problems(env: "CA_FILE=ca.pem\nDISCOGS_API_TOKEN=x").isEmpty)
        #expect(try problems(environment: token.merging(["CA_FILE": "ca.pem"]) { $1 }).isEmpty)
        #expect(try problems(env: "CA_FILE=ca.pem").isEmpty)
    }

    @Test(
        "goes to Discogs and to this machine whoever says so",
        arguments: [
            "https://api.discogs.com", "https://API.discogs.com:443/v2", "http://127.0.0.1:8080",
            "http://localhost:1", "https://[::1]:9",
        ])
    func harmless(address: String) throws {
        let found = try problems(
            environment: ["DISCOGS_API_TOKEN": "secret-token"],
            env: "DISCOGS_BASE_URL=\(address)")
        #expect(found.isEmpty)
    }

    @Test(
        "does not take another host for Discogs",
        arguments: [
            "https://api.discogs.com.evil.example", "https://evil-api.discogs.com.example",
            "https://api.discogs.com.", "https://www.discogs.com", "https://api.discogs.com:8443",
        ])
    func lookalikes(address: String) throws {
        let found = try problems(
            environment: ["DISCOGS_API_TOKEN": "secret-token"],
            env: "DISCOGS_BASE_URL=\(address)")
        #expect(found.map(\.key) == ["DISCOGS_BASE_URL"])
    }

    @Test("goes where its owner sent it: an address set in the same place or above")
    func owner() throws {
        let address = "https://mirror.example"
        #expect(
            try problems(env: "DISCOGS_BASE_URL=\(address)\nDISCOGS_API_TOKEN=x").isEmpty)
        #expect(
            try problems(
                environment: ["DISCOGS_BASE_URL": address, "DISCOGS_API_TOKEN": "x"]
            ).isEmpty)
        #expect(
            try problems(
                environment: ["DISCOGS_BASE_URL": address], env: "DISCOGS_API_TOKEN=x"
            ).isEmpty)
        #expect(try problems(env: "DISCOGS_BASE_URL=\(address)").isEmpty)
    }

    @Test("given as an option is not sent where the environment says")
    func option() throws {
        let token = SettingOverride(
            key: SettingTable.discogsAPIToken.key, value: "x", option: "--token")
        let found = try problems(
            environment: ["DISCOGS_BASE_URL": "https://mirror.example"], overrides: [token])
        #expect(found.map(\.key) == ["DISCOGS_BASE_URL"])
    }
}
