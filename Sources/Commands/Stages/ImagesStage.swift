import Discogs
import Output
import PipelineLanguage
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `images`: the pictures of each row, as files.
struct ImagesStage: PipelineStage {
    /// Below the export folder.
    let folder: String

    static let customaryFolder = "images"

    static let command = Command(
        "images", .output, usage: "images [FOLDER]",
        "Download the pictures of the rows into files",
        details: """
            The files lie in FOLDER (images without it) in the export folder and are named after what \
            they show: r249504-1.jpg. One that is there already is not downloaded again. Discogs \
            counts pictures apart from requests; they are fetched without a login, 30 a minute. \
            A release, a master, an artist or a label has all its pictures, other rows their cover.
            """,
        parameters: [
            .init("FOLDER", "a folder in the export folder", isPositional: true, content: .export)
        ],
        examples: [
            "release 9300000001 | images",
            "collection | limit 5 | each release $.id | images covers",
            "artist 9000000001 | images",
        ],
        form: .stage { arguments, context in ImagesStage(&arguments, context) })

    init?(_ arguments: inout ArgumentReader, _ context: BindingContext) {
        let name = arguments.nextWord()
        folder = name?.value ?? Self.customaryFolder
        guard let name else { return }
        do {
            _ = try GivenPath.resolve(
                "\(folder)/picture", in: context.options.exportDirectory,
                allowOutside: context.options.isTrusted)
        } catch {
            arguments.report(
                Diagnostic(
                    "'\(folder)' is not a folder in the export folder", at: name.span,
                    hint: error.hint))
            return nil
        }
    }

    var addedFields: [String] { ["file", "bytes", "width", "height"] }
    var mayAddRows: Bool { true }
    var takesAllRows: Bool { true }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) throws -> Flow {
        if run.source.isFree {
            throw DiscogsError(
                .needsDiscogs,
                message: "The sample catalogue has no pictures; images needs Discogs.")
        }
        var downloaded = flow
        downloaded.rows = RowStream {
            guard let rows = try await flow.rows.next() else { return nil }
            var files: [Row] = []
            for row in rows {
                for picture in RowPicture.all(of: row, kind: flow.kind) {
                    try Task.checkCancellation()
                    files.append(try await download(picture, in: run))
                }
            }
            return files
        }
        downloaded.kind = .other
        downloaded.isObject = false
        downloaded.chosenFields = nil
        downloaded.declaredFields = addedFields + ["id", "type"]
        return downloaded
    }

    /// - Returns: what is told of the file.
    private func download(_ picture: RowPicture, in run: PipelineRun) async throws -> Row {
        if let known = try existing(picture, in: run) { return picture.row(at: known) }
        run.console.progress("\(picture.name)")
        let image = try await run.source.picture(at: picture.address)
        let path = try resolve("\(picture.name).\(image.fileExtension)", in: run)
        let file = try DurableFile(path: path, overwrite: false)
        try file.write(image.bytes)
        try file.finish()
        return picture.row(at: path)
    }

    private func existing(_ picture: RowPicture, in run: PipelineRun) throws -> String? {
        for ending in ["jpg", "png", "gif", "webp"] {
            let path = try resolve("\(picture.name).\(ending)", in: run)
            if access(path, F_OK) == 0 { return path }
        }
        return nil
    }

    private func resolve(_ name: String, in run: PipelineRun) throws(GivenPath.Failure) -> String {
        try GivenPath.resolve(
            "\(folder)/\(name)", in: run.options.exportDirectory,
            allowOutside: run.options.isTrusted)
    }
}

/// A picture that a row tells of.
private struct RowPicture {
    let address: String
    /// `r249504-1`
    let name: String
    let id: JSONValue
    let image: Row

    static func all(of row: Row, kind: RowKind) -> [RowPicture] {
        var images = row["images"]?.arrayValue?.compactMap(\.objectValue) ?? []
        if images.isEmpty {
            let cover = row["cover_image"] ?? row["basic_information"]?["cover_image"]
            images = cover.map { [["uri": $0]] } ?? []
        }
        let id = ShownRow.id(of: row, kind: kind)
        guard !id.isEmpty else { return [] }
        return images.enumerated().compactMap { place, image in
            guard let address = image["uri"]?.stringValue ?? image["resource_url"]?.stringValue,
                // Both stand for no picture. (Seen in real replies.)
                !address.isEmpty, !address.hasSuffix("spacer.gif")
            else { return nil }
            return RowPicture(
                address: address, name: "\(id)-\(place + 1)", id: row["id"] ?? .null, image: image)
        }
    }

    func row(at path: String) -> Row {
        var status = stat()
        let size = stat(path, &status) == 0 ? Int64(status.st_size) : 0
        var row: Row = ["id": id, "file": .string(path), "bytes": .int(size)]
        for name in ["type", "width", "height"] {
            if let value = image[name] { row[name] = value }
        }
        return row
    }
}
