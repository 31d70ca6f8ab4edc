import PipelineLanguage

/// `record`
extension Session {
    func record(_ order: RecordingOrder) throws {
        switch order {
        case .start(let path, let overwrites, let location):
            if let path = recorder.path {
                throw usage("\(path) is being recorded", at: location, hint: "record stop ends it")
            }
            do {
                try recorder.start(path, overwrites: overwrites)
            } catch {
                throw StageFailure(error, at: location)
            }
            note("recording into \(path); record stop ends it")
        case .stop(let location):
            guard let path = recorder.path else {
                throw usage("nothing is being recorded", at: location, hint: "record FILE begins")
            }
            let count = recorder.lineCount
            recorder.stop()
            note("\(path): \(count.grouped) \(count == 1 ? "line" : "lines")")
        }
    }

    /// - Throws: `FileWriteError`.
    func remember(_ entry: TypedStatements.Entry) async throws {
        var recorder = recorder
        defer { self.recorder = recorder }
        let path = recorder.path ?? ""
        let report: Recorder.Report
        do {
            report = try await recorder.note(
                entry, holdsSecret: environment.holdsSecret, check: { await needs(ofScript: $0) })
        } catch {
            console.note("\(path): the recording ends here, for it cannot be written")
            throw error
        }
        switch report {
        case .nothing: break
        case .leftOut: note("not recorded: it holds a secret")
        case .ended(let path):
            console.note(
                "\(path): the recording ends here, for this line builds on one that is not in it")
        }
    }

    private nonisolated func needs(ofScript text: String) async -> ScriptRecording.Needs {
        var reader = ScriptFrame(outermost.options)
        reader.options.isInteractive = false
        for names in [[], ["--trust"], ["--yes"], ["--trust", "--yes"]] {
            reader.options.isTrusted = names.contains("--trust")
            reader.options.agreesToChanges = names.contains("--yes")
            var check = ScriptCheck()
            let source = SourceText(name: "", text: text)
            if (try? await check.check(source, in: reader)) != nil { return .options(names) }
        }
        return .repair
    }

    private func note(_ text: String) { if !options.isQuiet { console.note(text) } }
}
