import Discogs
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Settings")
struct SettingsTests: SettingsReading {
    let folder = TemporaryFolder()

    @Test("are the documented defaults when nothing is set")
    func defaults() throws {
        let settings = try settings()
        #expect(settings.login == nil)
        #expect(settings.userAgent == "MusicAgent/0.1.0 +https://github.com/musicagent/musicagent")
        #expect(settings.baseURL == .discogs)
        #expect(settings.rateLimitRequests == 60)
        #expect(settings.rateLimitWindow == .seconds(60))
        #expect(settings.isRateLimitShared)
        #expect(settings.maxRetries == 3)
        #expect(settings.retryBackoffFactor == .seconds(1))
        #expect(
            settings.retryStatusCodes == [
                408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529,
            ])
        #expect(settings.requestTimeout == .seconds(30))
        #expect(settings.defaultExportFormat == "csv")
        #expect(settings.logLevel == .info)
        #expect(settings.logRotationSize == 10_000_000)
        #expect(settings.logBackupCount == 5)
        #expect(settings.logFormat == .json)
        #expect(settings.caFile == nil)
        #expect(settings.proxy == nil)
        #expect(settings.envFile == nil)
        #expect(Set(settings.origins.keys) == Set(SettingTable.keys))
        #expect(settings.origins.values.allSatisfy { $0 == .standard })
    }

    @Test("come from options before the environment, before .env, before defaults")
    func precedence() throws {
        let override = SettingOverride(
            key: SettingTable.logLevel.key, value: "trace", option: "--log-level")
        let settings = try settings(
            ["LOG_LEVEL": "error", "MAX_RETRIES": "5"],
            env: "LOG_LEVEL=debug\nMAX_RETRIES=7\nRATE_LIMIT_WINDOW=9\n", overrides: [override])
        #expect(settings.logLevel == .trace)
        #expect(settings.origin(SettingTable.logLevel.key) == .option("--log-level"))
        #expect(settings.maxRetries == 5)
        #expect(settings.origin(SettingTable.maxRetries.key) == .environment)
        #expect(settings.rateLimitWindow == .seconds(9))
        #expect(
            settings.origin(SettingTable.rateLimitWindow.key)
                == .file(path: folder.path + "/.env", line: 3))
        #expect(settings.origin(SettingTable.requestTimeout.key) == .standard)
    }

    @Test("that are empty or blank count as not set")
    func empty() throws {
        let settings = try settings(
            ["MAX_RETRIES": "", "LOG_LEVEL": "  "], env: "MAX_RETRIES=4\nDISCOGS_API_TOKEN=\n")
        #expect(settings.maxRetries == 4)
        #expect(settings.logLevel == .info)
        #expect(settings.login == nil)
    }

    @Test("are read with blanks around them, and names of choices in any case")
    func lenient() throws {
        let settings = try settings([
            "MAX_RETRIES": " 4 ", "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "Text",
            "RETRY_STATUS_CODES": "503, 429 503", "RETRY_BACKOFF_FACTOR": "0.5",
            "LOG_ROTATION_SIZE": "10 MiB", "REQUEST_TIMEOUT": "2.5",
        ])
        #expect(settings.maxRetries == 4)
        #expect(settings.logLevel == .debug)
        #expect(settings.logFormat == .text)
        #expect(settings.retryStatusCodes == [429, 503])
        #expect(settings.retryBackoffFactor == .milliseconds(500))
        #expect(settings.logRotationSize == 10 << 20)
        #expect(settings.requestTimeout == .milliseconds(2500))
    }

    @Test(
        "refuse what is not allowed, each with its key",
        arguments: [
            ("RATE_LIMIT_REQUESTS", ["0", "10001", "60x", "-1", "+5", "1.5", "٣", "1e2"]),
            ("RATE_LIMIT_WINDOW", ["0", "3601"]), ("MAX_RETRIES", ["21", "99999999999999999999"]),
            ("RETRY_BACKOFF_FACTOR", ["61", "nan", "inf", "0x1p3", "1,5", "-1", "."]),
            ("RETRY_STATUS_CODES", ["200", "5oo", "429;500", "600"]),
            ("REQUEST_TIMEOUT", ["0.5", "601"]),
            ("LOG_LEVEL", ["loud"]), ("LOG_FORMAT", ["xml"]),
            ("LOG_ROTATION_SIZE", ["10XB", "MB", "1", "99999999999GB", "1.5MB"]),
            ("LOG_BACKUP_COUNT", ["-1", "1001"]),
            (
                "LOG_FILE_NAME",
                ["../x.log", "a/b.log", ".bashrc", ".x.log", "a\u{7}.log", "Makefile", "history"]
            ),
            ("LOG_ERROR_FILE", ["notes.txt"]), ("EXPORT_DIR", ["a\nb", "a\u{1B}"]),
            ("DEFAULT_EXPORT_FORMAT", ["xls"]),
            ("DISCOGS_USER_AGENT", ["a\nb", "Björk"]), ("DISCOGS_API_TOKEN", ["a b", "é"]),
            ("CA_FILE", ["/there/is/none"]),
            (
                "HTTPS_PROXY",
                ["https://p:1", "socks5://p:1", "p", "http://p", "http://p:0", "p:1/x"]
            ),
            (
                "DISCOGS_BASE_URL",
                [
                    "http://api.discogs.com", "http://127.0.0.1.evil.example", "ftp://x",
                    "api.discogs.com", "https://", "https://a@b", "https://a?b", "https://a#b",
                    "https://a\\b", "https://a b", "http://localhost.evil.example:80",
                ]
            ),
        ])
    func refused(name: String, values: [String]) {
        for value in values {
            let found = problems([name: value])
            #expect(found.map(\.key) == [name], "\(name)=\(value)")
            #expect(found.map(\.origin) == [.environment])
        }
    }

    @Test("name key, place and what is allowed, all at once")
    func messages() throws {
        let found = problems(
            ["MAX_RETRIES": "many", "DISCOGS_API_TOKEN": "my token"],
            env: "LOG_LEVEL=loud\nwhat\nRATE_LIMIT_REQUESTS=0")
        let env = folder.path + "/.env"
        #expect(
            found.map(\.description) == [
                "\(env):2: expected NAME=value",
                "DISCOGS_API_TOKEN (environment): must be printable ASCII characters without blanks",
                "RATE_LIMIT_REQUESTS (\(env):3): must be a whole number from 1 to 10000, not '0'",
                "MAX_RETRIES (environment): must be a whole number from 0 to 20, not 'many'",
                "LOG_LEVEL (\(env):1): must be one of trace, debug, info, notice, warning, error, "
                    + "critical, not 'loud'",
            ])
        #expect(SettingsError(problems: found).description.split(separator: "\n").count == 5)
    }

    @Test("do not show the login of an address")
    func loginOfAddress() {
        for name in ["DISCOGS_BASE_URL", "HTTPS_PROXY"] {
            let found = problems([name: "https://user:pw@x.example"])
            #expect(found.map(\.key) == [name])
            #expect(found.allSatisfy { !$0.description.contains("user") })
        }
    }

    @Test("export in every format that a file can have", arguments: ["yaml", "csv", "markdown"])
    func exportFormats(format: String) throws {
        #expect(try settings(["DEFAULT_EXPORT_FORMAT": format]).defaultExportFormat == format)
    }

    @Test("never show a secret: not in errors or descriptions")
    func secrets() throws {
        let settings = try settings([
            "DISCOGS_API_TOKEN": "tok3n-value", "HTTPS_PROXY": "http://me:pa55@proxy.example:3128",
        ])
        #expect(settings.login?.credentials.secrets.map { $0.reveal() } == ["tok3n-value"])
        #expect(settings.proxy?.login?.reveal() == "me:pa55")
        var dumped = ""
        dump(settings, to: &dumped)
        for text in [dumped, "\(settings)"] {
            #expect(!text.contains("tok3n") && !text.contains("pa55"))
        }
        #expect(settings.secrets.map { $0.reveal() } == ["tok3n-value", "me:pa55", "pa55"])
        let found = problems([
            "DISCOGS_API_TOKEN": "bad tok3n", "HTTPS_PROXY": "socks5://me:pa55@proxy:1",
        ])
        #expect(found.count == 2)
        #expect(!"\(found)".contains("tok3n") && !"\(found)".contains("pa55"))
    }

    @Test("put relative folders beside the .env, also from a folder below it")
    func relativeFolders() throws {
        try folder.write("", to: "a/b/x")
        let settings = try settings(
            ["CA_FILE": "a/b/x"], env: "LOG_DIR=logs\nEXPORT_DIR=./out/\n", in: "/a/b")
        #expect(settings.logFolder == folder.path + "/logs")
        #expect(settings.exportFolder == folder.path + "/out")
        #expect(settings.caFile == folder.path + "/a/b/x")
    }

    @Test("without a .env put logs in the state folder and exports in the current one")
    func foldersByDefault() throws {
        try folder.write("", to: "a/x")
        var settings = try settings(in: "/a")
        #expect(settings.logFolder == folder.path + "/home/.local/state/musicagent/logs")
        #expect(settings.exportFolder == folder.path + "/a/exports")
        settings = try self.settings(["XDG_STATE_HOME": "/state"], in: "/a")
        #expect(settings.logFolder == "/state/musicagent/logs")
        settings = try self.settings(["EXPORT_DIR": "~/out", "LOG_DIR": "logs"], in: "/a")
        #expect(settings.exportFolder == folder.path + "/home/out")
        #expect(settings.logFolder == folder.path + "/a/logs")
    }

    @Test("are read from --env-file alone when it is given, which has to be there")
    func envFile() throws {
        try folder.write("MAX_RETRIES=1", to: ".env")
        let other = try folder.write("LOG_LEVEL=error", to: "conf/other.env")
        let settings = try Settings(
            environment: [:], directory: folder.path, envFile: "conf/other.env")
        #expect(settings.envFile == other)
        #expect(settings.maxRetries == 3)
        #expect(settings.logLevel == .error)
        #expect(settings.exportFolder == folder.path + "/conf/exports")
        #expect(throws: SettingsError.self) {
            try Settings(environment: [:], directory: folder.path, envFile: "none.env")
        }
    }

    @Test("keep the path prefix of the base address, and drop a slash at its end")
    func baseURL() throws {
        let settings = try settings(["DISCOGS_BASE_URL": "https://Proxy.Example:8443/discogs/"])
        #expect("\(settings.baseURL)" == "https://proxy.example:8443/discogs")
        #expect(
            "\(try self.settings(["DISCOGS_BASE_URL": "http://127.0.0.1:8080/x"]).baseURL)"
                == "http://127.0.0.1:8080/x")
    }

    @Test("keep both logs apart")
    func sameLogs() {
        #expect(
            problems(["LOG_FILE_NAME": "a.log", "LOG_ERROR_FILE": "a.log"]).map(\.reason)
                == [.sameAs("LOG_FILE_NAME")])
    }
}
