#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of a log as they were at one moment, while others go on to write and rotate them.
struct LogFiles {
    /// One of the files, up to where it then went.
    struct Part: Sendable {
        let path: String
        /// 0 for the file that is written to; the older, the higher.
        fileprivate let number: Int
        fileprivate let device: dev_t
        fileprivate let inode: ino_t
        let size: Int
    }

    /// The oldest first.
    let parts: [Part]

    /// - Parameter backupCount: how many older files there may be; more are found where no number
    ///   is missing.
    init(path: String, backupCount: Int) {
        var parts: [Part] = []
        var number = 0
        while true {
            let name = Self.name(path, number)
            var status = stat()
            if lstat(name, &status) == 0, FilePlace.isRegular(status) {
                // Files only ever become older, so none is missed; but one may come by twice.
                let isNew = !parts.contains {
                    $0.inode == status.st_ino && $0.device == status.st_dev
                }
                if isNew {
                    parts.append(
                        Part(
                            path: path, number: number, device: status.st_dev,
                            inode: status.st_ino, size: Int(status.st_size)))
                }
            } else if number > backupCount {
                break
            }
            number += 1
        }
        self.parts = parts.reversed()
    }

    fileprivate static func name(_ path: String, _ number: Int) -> String {
        number == 0 ? path : "\(path).\(number)"
    }
}

extension LogFiles.Part {
    /// Opens it, wherever it is by now; nil where it has gone.
    func open() throws(SystemFailure) -> OpenFile? {
        for number in number...(number + Self.maximumMoves) {
            do throws(SystemFailure) {
                let file = try OpenFile(LogFiles.name(path, number), O_RDONLY | O_NOFOLLOW)
                let status = try file.status()
                if status.st_ino == inode, status.st_dev == device { return file }
            } catch  where error.code == ENOENT || error.code == EINVAL {
                continue
            }
        }
        return nil
    }

    /// How often others may rotate before it is read.
    private static let maximumMoves = 1000
}
