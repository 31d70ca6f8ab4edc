/// Reads a catalogue's data file.
///
/// A block begins in the first column (`artist NAME`, `label NAME`, `master TITLE`,
/// `release TITLE`), its properties are indented by two blanks, those of one of its releases by
/// four. Lines that begin with `#` are comments.
package struct CatalogReader {
    private var text = CatalogText()
    private var line = 0
    private var block = Block.none
    private var blockLine = 0
    /// Whether lines indented by four belong to the release read last.
    private var isInRelease = false
    /// Names of blocks that must not come twice.
    private var names: Set<String> = []

    private enum Block: String {
        case none, artist, label, master, release
    }

    /// - Throws: the first thing that is wrong, with its line.
    package static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(CatalogFormatError)
        -> CatalogText
    {
        var reader = CatalogReader()
        var rest = ByteText(bytes)
        while let (line, after) = rest.split(at: UInt8(ascii: "\n")) {
            try reader.readLine(line)
            rest = after
        }
        try reader.readLine(rest)
        try reader.finishBlock()
        return reader.text
    }

    /// - Throws: the first thing that is wrong, with its line.
    package static func read(_ text: String) throws(CatalogFormatError) -> CatalogText {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(CatalogFormatError) in try read(buffer) }
        }
        return try result.get()
    }

    private mutating func readLine(_ whole: ByteText) throws(CatalogFormatError) {
        line += 1
        let content = whole.trimmed
        guard !content.isEmpty, !content.starts(with: UInt8(ascii: "#")) else { return }
        let indentation = whole.indentation
        switch indentation {
        case 0: try beginBlock(content)
        case 2, 4:
            guard let (name, value) = content.split(at: UInt8(ascii: ":")) else {
                throw failure(.missingValue(content.string))
            }
            try readProperty(name.trimmed.string, value.trimmed, isOfRelease: indentation == 4)
        default: throw failure(.wrongIndentation(indentation))
        }
    }

    // MARK: Blocks

    private mutating func beginBlock(_ content: ByteText) throws(CatalogFormatError) {
        try finishBlock()
        let parts = content.split(at: UInt8(ascii: " "))
        let word = parts?.before.string ?? content.string
        let name = parts?.after.trimmed.string ?? ""
        guard let begun = Block(rawValue: word), begun != .none else {
            throw failure(.unknownBlock(word))
        }
        guard !name.isEmpty else { throw failure(.missingValue(word)) }
        block = begun
        blockLine = line
        isInRelease = false
        switch begun {
        case .artist: text.artists.append(.init(name: name))
        case .label: text.labels.append(.init(name: name))
        case .master: text.works.append(.init(isMaster: true, title: name))
        case .release: text.works.append(.init(isMaster: false, title: name))
        case .none: break
        }
        // Two records may have one title, two artists may not have one name.
        if begun == .artist || begun == .label, !names.insert("\(word) \(name)").inserted {
            throw failure(.repeated("\(word) \(name)"))
        }
    }

    private func finishBlock() throws(CatalogFormatError) {
        guard block == .master || block == .release, let work = text.works.last else { return }
        let missing: String? =
            if work.artists.isEmpty {
                "by"
            } else if work.releases.isEmpty {
                work.isMaster ? "release" : "issue"
            } else if work.isMaster, work.tracks.isEmpty {
                "track"
            } else {
                nil
            }
        if let missing {
            throw CatalogFormatError(
                line: blockLine,
                problem: .incomplete(block: "\(block.rawValue) \(work.title)", missing: missing))
        }
    }

    // MARK: Properties

    private mutating func readProperty(_ name: String, _ value: ByteText, isOfRelease: Bool)
        throws(CatalogFormatError)
    {
        guard block != .none else { throw failure(.propertyOutsideBlock) }
        guard !value.isEmpty else { throw failure(.missingValue(name)) }
        if isOfRelease {
            guard isInRelease else { throw failure(.noRelease) }
            try readReleaseProperty(name, value)
            return
        }
        isInRelease = false
        switch block {
        case .artist: try readArtistProperty(name, value)
        case .label: try readLabelProperty(name, value)
        default: try readWorkProperty(name, value)
        }
    }

    private mutating func readArtistProperty(_ name: String, _ value: ByteText)
        throws(CatalogFormatError)
    {
        let last = text.artists.count - 1
        switch name {
        case "real-name": text.artists[last].realName = value.string
        case "profile": text.artists[last].profile = value.string
        case "variation": text.artists[last].variations.append(value.string)
        case "url": text.artists[last].urls.append(value.string)
        case "member": text.artists[last].members.append(value.string)
        case "alias": text.artists[last].aliases.append(value.string)
        default: throw unknownProperty(name)
        }
    }

    private mutating func readLabelProperty(_ name: String, _ value: ByteText)
        throws(CatalogFormatError)
    {
        let last = text.labels.count - 1
        switch name {
        case "profile": text.labels[last].profile = value.string
        case "parent": text.labels[last].parent = value.string
        case "url": text.labels[last].urls.append(value.string)
        default: throw unknownProperty(name)
        }
    }

    private mutating func readWorkProperty(_ name: String, _ value: ByteText)
        throws(CatalogFormatError)
    {
        let last = text.works.count - 1
        do throws(CatalogFormatError.Problem) {
            switch name {
            case "by": text.works[last].artists = try CatalogFields.artists(value)
            case "year": text.works[last].year = try CatalogFields.year(value)
            case "genre": text.works[last].genres = CatalogFields.genres(value)
            case "style": text.works[last].styles = CatalogFields.list(value)
            case "notes": text.works[last].notes = value.string
            case "credit": text.works[last].credits.append(try CatalogFields.credit(value))
            case "track": text.works[last].tracks.append(try CatalogFields.track(value))
            case "release" where block == .master, "issue" where block == .release:
                if block == .release, !text.works[last].releases.isEmpty {
                    throw .secondIssue
                }
                text.works[last].releases.append(try CatalogFields.release(value))
                isInRelease = true
            default: throw .unknownProperty(name, of: block.rawValue)
            }
        } catch { throw failure(error) }
    }

    private mutating func readReleaseProperty(_ name: String, _ value: ByteText)
        throws(CatalogFormatError)
    {
        let work = text.works.count - 1
        let last = text.works[work].releases.count - 1
        switch name {
        case "title": text.works[work].releases[last].title = value.string
        case "notes": text.works[work].releases[last].notes = value.string
        case "identifier":
            do throws(CatalogFormatError.Problem) {
                text.works[work].releases[last].identifiers.append(
                    try CatalogFields.identifier(value))
            } catch { throw failure(error) }
        default: throw failure(.unknownProperty(name, of: "one of its releases"))
        }
    }

    private func unknownProperty(_ name: String) -> CatalogFormatError {
        failure(.unknownProperty(name, of: block.rawValue))
    }

    private func failure(_ problem: CatalogFormatError.Problem) -> CatalogFormatError {
        CatalogFormatError(line: line, problem: problem)
    }
}
