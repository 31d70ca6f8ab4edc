import FoundationEssentials
import Testing

@Suite("The examples", .serialized)
struct ExampleTests {
    private static let folder = "\(ProgramHome.package)/scripts/examples"
    private static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".mas") }.sorted()

    @Test("There is an example of each kind")
    func kinds() {
        #expect(
            Self.names == [
                "advanced.mas", "basic.mas", "error-handling.mas", "performance.mas",
                "quickstart.mas",
            ])
    }

    @Test("An example runs on the sample catalogue, a second time too", arguments: names)
    func runs(_ name: String) async throws {
        let home = ProgramHome()
        let script = "\(Self.folder)/\(name)"
        let first = try await home.run("--quiet", script)
        #expect(first.status == 0)
        #expect(first.errors == "")
        #expect(first.output.contains("Miles Davis") || first.output.contains("Sun Ra"))
        #expect(try await home.run("--quiet", script) == first)
        #expect(try await home.run("--quiet", script, "Sun Ra").status == 0)
    }

    @Test("An example writes the files that it names, and nothing else", arguments: names)
    func files(_ name: String) async throws {
        let home = ProgramHome()
        let text = try TemporaryFolder.text(at: "\(Self.folder)/\(name)")
        _ = try await home.run("--quiet", "\(Self.folder)/\(name)")
        let named = text.matches(of: #/\n[^#\n]*export ([a-z.-]+) /#).map { "exports/\($0.1)" }
        #expect(home.files(below: "work") == named.sorted())
    }

    @Test("An example passes the check, and a dry run of it sends nothing", arguments: names)
    func checks(_ name: String) async throws {
        let home = ProgramHome()
        let script = "\(Self.folder)/\(name)"
        #expect(try await home.run("--quiet", "--check", script) == ProcessResult(status: 0))
        let dry = try await home.run("--source", "api", "--dry-run", script)
        #expect(dry.status == 0)
        #expect(dry.output.hasPrefix("GET https://api.discogs.com/database/search?"))
    }
}
