import CSampleCatalogue
import Discogs
import Records

/// A small local Discogs, filled from the data file that is part of the program. It answers the
/// requests of the API with the API's JSON, and costs nothing.
///
/// Nothing is read before the first request.
package actor SampleCatalog: DiscogsSource {
    package nonisolated let name = "catalog"
    package nonisolated let isFree = true

    private let baseURL: String
    private let text: @Sendable () throws -> CatalogText
    private var database: CatalogDatabase?
    private var requestCount = 0

    /// - Parameters:
    ///   - baseURL: what the addresses in replies begin with, without a slash at its end; they
    ///     are paths alone when it is empty.
    ///   - text: what the catalogue holds.
    package init(
        baseURL: String = "",
        text: @escaping @Sendable () throws -> CatalogText = { try SampleCatalog.bundledText() }
    ) {
        self.baseURL = baseURL
        self.text = text
    }

    /// The data file that is part of the program.
    /// - Throws: `CatalogFormatError`.
    package static func bundledText() throws(CatalogFormatError) -> CatalogText {
        let bytes = UnsafeBufferPointer(
            start: sample_catalogue_bytes(), count: sample_catalogue_size())
        return try CatalogReader.read(bytes)
    }

    /// - Throws: `DiscogsError`; of kind `needsDiscogs` for what only the API can answer.
    package func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        try Task.checkCancellation()
        requestCount += 1
        let requestID = "catalog-\(requestCount)"
        do {
            let body = try opened().read { tables in
                try CatalogAnswers(tables: tables, baseURL: baseURL).answer(request)
            }
            return DiscogsResponse(status: 200, body: .object(body), requestID: requestID)
        } catch {
            throw Self.discogsError(error, requestID, request)
        }
    }

    private func opened() throws -> CatalogDatabase {
        if let database { return database }
        let opened = try CatalogDatabase(text())
        database = opened
        return opened
    }

    private static func discogsError(
        _ error: any Error, _ requestID: String, _ request: DiscogsRequest
    ) -> DiscogsError {
        let (kind, status, message): (DiscogsError.Kind, Int?, String) =
            switch error {
            case CatalogFailure.notFound(let message): (.notFound, 404, message)
            case CatalogFailure.unprocessable(let message): (.badRequest, 422, message)
            case CatalogFailure.needsDiscogs(let message): (.needsDiscogs, nil, message)
            default: (.server, nil, "The sample catalogue cannot be read: \(error)")
            }
        return DiscogsError(
            kind, status: status, message: message, requestID: requestID,
            request: .init(method: request.method, target: request.target))
    }
}

extension CatalogAnswers {
    /// Goes by method and path alone, so that raw requests are answered like any others.
    fileprivate func answer(_ request: DiscogsRequest) throws -> JSONObject {
        guard let (endpoint, arguments) = Endpoint.matching(request.method, request.path) else {
            throw needsDiscogs(request)
        }
        // No id at all is the id of nothing, and so is one that is no number.
        let id = arguments.values.first.flatMap { Int64($0) } ?? 0
        switch endpoint.name {
        case Endpoint.search.name: return try search(request)
        case Endpoint.release.name:
            if request.query.contains(where: { $0.name == "curr_abbr" }) {
                throw CatalogFailure.needsDiscogs(
                    "The sample catalogue has no prices; 'curr_abbr' needs Discogs.")
            }
            return try release(id)
        case Endpoint.master.name: return try master(id)
        case Endpoint.masterVersions.name: return try versions(of: id, request)
        case Endpoint.artist.name: return try artist(id)
        case Endpoint.artistReleases.name: return try artistReleases(of: id, request)
        case Endpoint.label.name: return try label(id)
        case Endpoint.labelReleases.name: return try labelReleases(of: id, request)
        default: throw needsDiscogs(request)
        }
    }

    private func needsDiscogs(_ request: DiscogsRequest) -> CatalogFailure {
        let line = "\(request.method.rawValue) \(request.path)"
        let text =
            switch request.path.split(separator: "/").first {
            case "oauth", "users": "The sample catalogue has no accounts; \(line) needs Discogs."
            case "marketplace": "The sample catalogue has no prices; \(line) needs Discogs."
            default: "\(line) is not in the sample catalogue; it needs Discogs."
            }
        return .needsDiscogs(text)
    }
}
