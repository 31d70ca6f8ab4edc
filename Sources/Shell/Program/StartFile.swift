import PipelineLanguage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `init.mas` of the user, which the prompt runs before it reads the first line.
///
/// It is trusted as what is typed is, so a file that somebody else could have written is not run.
struct StartFile: Sendable {
    /// Absolute.
    let path: String

    enum Failure: Error, Hashable, CustomStringConvertible {
        case otherOwner(String)
        case writableByOthers(String)
        case system(SystemFailure)
        case tooLong(String)
        case notText(String)

        var description: String {
            switch self {
            case .otherOwner(let path): "init.mas is not run: \(path) belongs to somebody else"
            case .writableByOthers(let path):
                "init.mas is not run: others can write to \(path) (chmod go-w keeps them out)"
            case .system(let failure): "init.mas is not run: \(failure)"
            case .tooLong(let path):
                "init.mas is not run: \(path) is longer than a script may be (16 MiB)"
            case .notText(let path): "init.mas is not run: \(path) is no text in UTF-8"
            }
        }
    }

    /// Its text; nil where there is none.
    func text() throws(Failure) -> SourceText? {
        let bytes: [UInt8]
        var danger: Failure?
        do throws(SystemFailure) {
            // A link is fine: many keep such files elsewhere. What it leads to is what counts.
            let file = try OpenFile(path, O_RDONLY)
            danger = Self.danger(of: try file.status(), path) ?? dangerOfFolder
            bytes = danger == nil ? try file.read(limit: ScriptFile.maximumBytes + 1) : []
        } catch {
            if error.code == ENOENT { return nil }
            throw .system(error)
        }
        if let danger { throw danger }
        guard bytes.count <= ScriptFile.maximumBytes else { throw .tooLong(path) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(path) }
        return SourceText(name: path.onOneLine, text: text)
    }

    /// Who may write into the folder can put another file in the place of this one.
    private var dangerOfFolder: Failure? {
        var status = stat()
        let folder = FilePlace.folder(of: path)
        return stat(folder, &status) == 0 ? Self.danger(of: status, folder) : nil
    }

    private static func danger(of status: stat, _ path: String) -> Failure? {
        if status.st_uid != geteuid(), status.st_uid != 0 { return .otherOwner(path) }
        return status.st_mode & 0o022 == 0 ? nil : .writableByOthers(path)
    }
}
