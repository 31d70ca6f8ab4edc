import Shell

/// A `.env` file: every value has its line, and every bad line is told of once.
enum DotEnvTarget {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let file = DotEnvFile(parsing: bytes, path: "/fuzz/.env")
        let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
        var known = 0
        for problem in file.problems {
            guard let line = problem.line else {
                try Violation.unless(
                    file.entries.isEmpty && file.problems.count == 1,
                    "\(bytes) is and is not a file of settings")
                return
            }
            try Violation.unless(
                known < line && line <= lines, "\(bytes): line \(line) behind \(known) of \(lines)")
            known = line
        }
        for (name, entry) in file.entries {
            try Violation.unless(
                1...lines ~= entry.line && !name.isEmpty && !entry.value.utf8.contains(0),
                "\(bytes): \(name) at line \(entry.line) of \(lines)")
        }
    }
}
