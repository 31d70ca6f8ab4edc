// swift-tools-version: 6.2
import PackageDescription

/// `scripts/test` and `scripts/check` set this, so that a warning of a newer
/// compiler never keeps a newcomer from building.
let isStrict = Context.environment["MUSICAGENT_STRICT"] != nil

/// `scripts/fuzz` sets this: our own code, and nothing else, counts where an input leads.
let isFuzzed = Context.environment["MUSICAGENT_FUZZ"] != nil

let swiftSettings: [SwiftSetting] =
    [.enableUpcomingFeature("ExistentialAny")]
    + (isStrict ? [.treatAllWarnings(as: .error)] : [])
    + (isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : [])

func target(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "MusicAgent",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "musicagent", targets: ["musicagent"]),
        .executable(name: "discogs-simulator", targets: ["discogs-simulator"]),
        .library(name: "Discogs", targets: ["Discogs"]),
    ],
    traits: [
        .trait(name: "Readline", description: "Line editing with GNU Readline at the prompt"),
        .default(enabledTraits: ["Readline"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(
            url: "https://github.com/swift-server/async-http-client", from: "1.37.0", traits: []),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(
            name: "CSimdjson",
            cxxSettings: isFuzzed ? [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])] : [],
            linkerSettings: [.linkedLibrary("simdjson")]),
        target("Records", ["CSimdjson"]),
        target("PipelineLanguage"),
        target(
            "Discogs",
            [
                "Records",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(name: "CSampleCatalogue", exclude: ["sample-catalogue.txt"]),
        target(
            "Catalog",
            [
                "Records", "Discogs", "CSampleCatalogue",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        target(
            "ResponseCache", ["Discogs", .product(name: "GRDB", package: "GRDB.swift")]),
        target(
            "RowDatabase",
            [
                "Records", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        target("Output", ["Records", "RowDatabase", "CZlib"]),
        target(
            "Commands",
            ["Records", "PipelineLanguage", "Discogs", "Catalog", "RowDatabase", "Output"]),
        .target(
            name: "CReadline",
            linkerSettings: [.linkedLibrary("readline")]),
        target(
            "Shell",
            [
                "Records", "PipelineLanguage", "Discogs", "Catalog", "ResponseCache",
                "RowDatabase", "Output", "Commands",
                .target(name: "CReadline", condition: .when(traits: ["Readline"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .executableTarget(
            name: "musicagent", dependencies: ["Shell"], swiftSettings: swiftSettings),
        target(
            "DiscogsSimulator",
            [
                "Records", "Discogs",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ]),
        .executableTarget(
            name: "discogs-simulator",
            dependencies: [
                "DiscogsSimulator", "Catalog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Commands", "Discogs", "Output", "PipelineLanguage", "Records", "ResponseCache",
                "Shell",
            ],
            path: "Fuzz/Targets", swiftSettings: swiftSettings),
        tests("FuzzTests", ["FuzzTargets"]),
        tests("RecordsTests", ["Records"]),
        tests("PipelineLanguageTests", ["PipelineLanguage", "FuzzTargets"]),
        tests(
            "RowDatabaseTests",
            ["RowDatabase", "Records", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "OutputTests", ["Output", "Records", "RowDatabase", "CZlib"], exclude: ["Tables"]),
        tests(
            "DiscogsTests",
            [
                "Discogs", "Catalog", "Records", "DiscogsSimulator",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        tests("CatalogTests", ["Catalog", "Discogs", "Records"]),
        tests(
            "ResponseCacheTests",
            [
                "ResponseCache", "Discogs", "DiscogsSimulator", "Records",
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "DiscogsSimulatorTests",
            [
                "DiscogsSimulator", "Catalog", "Discogs", "Records",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            "CommandsTests",
            [
                "Commands", "Catalog", "Discogs", "DiscogsSimulator", "Output",
                "PipelineLanguage", "Records", .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "ShellTests",
            [
                "Shell", "Catalog", "Commands", "Discogs", "DiscogsSimulator", "Output",
                "PipelineLanguage", "Records", "ResponseCache", "musicagent",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Cases", "Screens"]),
        tests("ProjectTests", ["Shell", "Commands", "PipelineLanguage"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17
)
