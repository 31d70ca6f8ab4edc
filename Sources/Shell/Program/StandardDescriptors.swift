#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Standard input, output and error.
enum StandardDescriptors {
    /// Puts something in the place of those that are closed (`musicagent … >&-`): the next file to
    /// be opened would take the place, and results would end up in the log.
    ///
    /// Reading and writing fail as they would without.
    static func fill() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
