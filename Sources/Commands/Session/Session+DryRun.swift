import Discogs
import PipelineLanguage

/// `--dry-run`: what would be asked of Discogs.
extension Session {
    /// Prints the first request of each source.
    func printRequests(
        of evaluator: PipelineEvaluator, in pipeline: BoundPipeline
    ) async throws {
        let location = pipeline.sourceLocation
        if pipeline.awaitsRows { noteUnknown(at: location) }
        defer {
            for bound in pipeline.stages where bound.stage is EachStage {
                noteUnknown(at: bound.location)
            }
        }
        guard !pipeline.awaitsRows else { return }
        do {
            for request in try await evaluator.firstRequests() {
                let body = request.body.map { " \($0.outline)" } ?? ""
                let line =
                    "\(request.method.rawValue) \(options.baseURL())\(request.redactedTarget)\(body)\n"
                try console.write(Array(line.utf8))
            }
        } catch let error as RequestValidationError {
            throw StageFailure(error, at: location)
        }
    }

    private func noteUnknown(at location: Location) {
        let words = location.source.text(in: location.span)
        console.note("\(words): depends on rows, which a dry run does not fetch")
    }
}
