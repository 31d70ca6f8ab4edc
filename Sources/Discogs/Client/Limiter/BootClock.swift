#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The time since the machine was started, during which it may have slept: all its processes read
/// the same, nobody sets it, and a server's window moves on with it.
struct BootClock: Sendable {
    let now: @Sendable () -> Duration
    /// Tells times of this start of the machine from those of another.
    let bootID: @Sendable () -> String

    static let system = BootClock(
        now: {
            var time = timespec()
            // Both go on while the machine sleeps.
            #if canImport(Darwin)
                clock_gettime(CLOCK_MONOTONIC_RAW, &time)
            #else
                clock_gettime(CLOCK_BOOTTIME, &time)
            #endif
            return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
        },
        bootID: {
            #if canImport(Darwin)
                var text = [CChar](repeating: 0, count: 64)
                var size = text.count - 1
                guard sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0) == 0 else {
                    return ""
                }
                return String(
                    decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            #else
                return BootClock.text(of: "/proc/sys/kernel/random/boot_id") ?? ""
            #endif
        })

    /// The beginning of a file of the system's, which is small.
    static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
