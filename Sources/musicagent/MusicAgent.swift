import Shell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct MusicAgent {
    @MainActor
    static func main() async {
        exit(
            await Program.run(
                arguments: Array(CommandLine.arguments.dropFirst()), environment: .ofProcess))
    }
}
