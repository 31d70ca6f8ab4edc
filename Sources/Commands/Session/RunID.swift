/// Under what id the log tells of what a statement does.
package enum RunID {
    /// That of the statement that runs in this task; nil outside of one.
    @TaskLocal package static var current: String?

    /// Eight hexadecimal digits.
    package static func make(
        from randomness: @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) -> String {
        let digits = String(randomness() & 0xFFFF_FFFF, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
