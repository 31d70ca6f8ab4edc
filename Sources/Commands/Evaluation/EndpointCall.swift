import Discogs
import Records

/// An operation without pages at work: what it asks for, or changes, and the rows of the reply.
struct EndpointCall {
    let endpoint: Endpoint
    let builder: DiscogsRequestBuilder
    let run: PipelineRun

    func rows() async throws -> [Row] {
        let builder = try await builder.completed(in: run)
        guard endpoint.isWrite else {
            let request = try builder.build()
            if builder.waits { return [try await finished(request)] }
            return try rows(in: try await run.answer(to: request), to: builder)
        }
        return try await change(builder)
    }

    // MARK: Waiting

    private static let shortestWait = Duration.seconds(2)
    private static let longestWait = Duration.seconds(60)

    /// Asks again, after longer and longer waits, until what is shown is finished.
    private func finished(_ request: DiscogsRequest) async throws -> Row {
        var wait = Self.shortestWait
        while true {
            let response = try await run.latestAnswer(to: request)
            guard let row = response.body.objectValue else {
                throw unreadable(response, "the reply is not an object")
            }
            if row["finished_ts"]?.isNull == false || row["status"] == "success" { return row }
            let state = row["status"]?.text ?? "under way"
            run.console.progress(
                "\(endpoint.name): \(state); asking again in \(wait.components.seconds) s")
            try await run.environment.sleep(wait)
            wait = min(wait * 2, Self.longestWait)
        }
    }

    // MARK: Changes

    private func change(_ builder: DiscogsRequestBuilder) async throws -> [Row] {
        var builder = builder
        let given = builder.arguments
        if let path = builder.fileToUpload {
            let file = try await UploadFile.read(path, isTrusted: run.options.isTrusted)
            builder = builder.uploading(file.bytes, named: file.name)
        }
        var now: Row?
        if let request = try builder.requestForKept() {
            now = try await run.answerBeforeChange(to: request).body.objectValue
            if let now { builder = try builder.keeping(now) }
        }
        let request = try builder.build()
        let response = try await run.change(
            request, asking: question(about: request, given: given, now: now))
        guard let next = try builder.followUp() else { return try rows(in: response, to: builder) }
        do {
            return try rows(in: try await run.change(next, asking: nil), to: builder)
        } catch let error as DiscogsError {
            throw HalfDone(done: endpoint.name, missing: next.body?.summary ?? "", cause: error)
        }
    }

    /// Says exactly what will be changed, and into what.
    private func question(about request: DiscogsRequest, given: Row, now: Row?) -> String {
        let values = endpoint.parameters.filter { $0.place == .body }.compactMap { parameter in
            given[parameter.name].map { value in
                let before = endpoint.kept?.fields[parameter.name]
                    .flatMap { name in now.flatMap { FieldPath(name).value(in: $0) } }
                let text = "\(parameter.name)=\(value.asTyped)"
                return before.map { "\(text) (now \($0.asTyped))" } ?? text
            }
        }
        var words = [request.method.rawValue, request.path] + values
        if case .upload(let upload)? = request.body {
            words.append("\(upload.filename) (\(upload.bytes.count.grouped) bytes)")
        }
        let row = run.parent?.caption.map { " (\($0))" } ?? ""
        return "\(endpoint.summary): \(words.joined(separator: " "))\(row). Go on?"
    }

    // MARK: Rows

    private func rows(
        in response: DiscogsResponse, to builder: DiscogsRequestBuilder
    ) throws -> [Row] {
        switch endpoint.reply.shape {
        case .table: return response.body.arrayValue?.compactMap(\.objectValue) ?? []
        case .empty: return [outcome(response, of: builder)]
        case .list(let key):
            guard let rows = endpoint.reply.rows(in: response.body) else {
                throw unreadable(response, "the reply has no '\(key)'")
            }
            return rows
        case .object, .pages:
            if let object = response.body.objectValue { return [object] }
            // Some changes are answered without a word. (Seen in real replies.)
            if endpoint.isWrite, response.body.isNull { return [outcome(response, of: builder)] }
            throw unreadable(response, "the reply is not an object")
        }
    }

    /// Stands for a reply without a body: what was changed, by its numbers.
    private func outcome(_ response: DiscogsResponse, of builder: DiscogsRequestBuilder) -> Row {
        if let location = response.location {
            let number = location.split(separator: "/").last.flatMap { Int64($0) }
            return [
                "id": number.map(JSONValue.int) ?? .null, "resource_url": .string(location),
                "result": "begun",
            ]
        }
        var row = builder.arguments
        row["result"] = endpoint.method == .delete ? "deleted" : "changed"
        return row
    }

    private func unreadable(_ response: DiscogsResponse, _ message: String) -> DiscogsError {
        DiscogsError(
            .unexpectedReply(.unreadableJSON), status: response.status, message: message,
            requestID: response.requestID)
    }
}

/// The first of two requests was answered, and the second one failed.
package struct HalfDone: Error {
    /// The command.
    package let done: String
    /// What Discogs does not know yet.
    package let missing: String
    package let cause: DiscogsError
}

extension Row {
    /// What a person calls it: `Miles Davis – Kind of Blue`.
    fileprivate var caption: String? {
        let places = ["release.description", "basic_information.title", "release.title", "title"]
        guard let title = places.lazy.compactMap({ text(at: $0) }).first else {
            return text(at: "name")
        }
        guard let artist = text(at: "basic_information.artists.name") ?? text(at: "artist") else {
            return title
        }
        return "\(artist) – \(title)"
    }

    private func text(at field: String) -> String? {
        FieldPath(field).value(in: self)?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension JSONValue {
    /// As a person would type it.
    fileprivate var asTyped: String {
        guard let text = stringValue else { return text }
        return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
