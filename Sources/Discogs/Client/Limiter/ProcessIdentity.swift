#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process of this machine. Its number alone would not do: after its end another one gets it.
struct ProcessIdentity: Sendable, Hashable {
    let id: Int32
    /// When it was started, in a unit of the system's.
    let start: UInt64

    /// Where nobody else has to be told apart.
    static let anyone = ProcessIdentity(id: 0, start: 0)

    static var current: ProcessIdentity {
        let id = getpid()
        return ProcessIdentity(id: id, start: startOfProcess(id) ?? 0)
    }

    var isAlive: Bool { Self.startOfProcess(id) == start }

    /// Nil when there is no such process, or nothing left of it but its exit status.
    static func startOfProcess(_ id: Int32) -> UInt64? {
        #if canImport(Darwin)
            var name: [Int32] = [CTL_KERN, KERN_PROC, KERN_PROC_PID, id]
            var info = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            guard sysctl(&name, UInt32(name.count), &info, &size, nil, 0) == 0, size > 0,
                Int32(info.kp_proc.p_stat) != SZOMB
            else { return nil }
            let start = info.kp_proc.p_un.__p_starttime
            return UInt64(start.tv_sec) * 1_000_000 + UInt64(start.tv_usec)
        #else
            // `123 (name) S 1 …`: the name may hold anything, the state is the third field, and
            // the start the twenty-second (proc(5)).
            guard let text = BootClock.text(of: "/proc/\(id)/stat"),
                let end = text.lastIndex(of: ")")
            else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
            return UInt64(fields[19])
        #endif
    }
}
