import Commands
import Discogs
import Output
import PipelineLanguage
import Records
import Testing

@testable import Shell

@Suite("An error report")
struct ErrorReportTests {
    private func text(_ kind: DiscogsError.Kind, _ target: String, isSample: Bool) throws -> String
    {
        let error = DiscogsError(
            kind, status: 404, message: "No.", request: .init(method: .get, target: target))
        let source = SourceText(name: "x.mas", text: "release 1")
        let span = try #require(PipelineParser.parse(source, mode: .file).statements.first).span
        let report = ErrorReport(style: TerminalStyle(width: 120), isSample: isSample)
        return try #require(report.text(for: StageFailure(error, at: Location(source, span))))
    }

    @Test("tells of the sample's own ids where an id of Discogs was asked for, and only there")
    func hint() throws {
        let hint = "the sample catalogue has ids of its own"
        #expect(try text(.notFound, "/releases/1", isSample: true).contains(hint))
        #expect(try text(.notFound, "/masters/5460/versions?page=9", isSample: true).contains(hint))
        #expect(try !text(.notFound, "/releases/1", isSample: false).contains(hint))
        #expect(try !text(.badRequest, "/releases/1", isSample: true).contains(hint))
        let page = "/artists/9000000001/releases?page=99&per_page=50"
        #expect(try !text(.notFound, page, isSample: true).contains(hint))
        #expect(try !text(.notFound, "/database/search?page=99", isSample: true).contains(hint))
    }

    private let report = ErrorReport(style: TerminalStyle(width: 120))

    @Test("says which token was refused, or how to get one")
    func refusedToken() throws {
        let error = DiscogsError(.authentication, status: 401, message: "No.")
        func text(_ origin: SettingOrigin?) throws -> String {
            let report = ErrorReport(style: TerminalStyle(width: 120), tokenOrigin: origin)
            return try #require(report.text(for: error))
        }
        #expect(try text(nil).contains("set DISCOGS_API_TOKEN (help token)"))
        let refused = "was refused; a new one comes from https://"
        #expect(try text(.environment).contains("the token from the environment \(refused)"))
        #expect(try text(.file(path: "/x/.env", line: 3)).contains("from /x/.env:3 \(refused)"))
    }

    @Test("names the signal that ended the program")
    func ending() {
        #expect(report.text(for: CancellationError()) == "interrupted")
        #expect(report.text(for: CancellationError(), ending: .interrupt) == "interrupted")
        #expect(report.text(for: CancellationError(), ending: .terminate) == "terminated")
        #expect(report.text(for: CancellationError(), ending: .hangUp) == "hung up")
    }

    @Test("keeps every failure on its line, whatever the names and values in it")
    func oneLine() throws {
        let name = "a\nerror: b\r\n\tc\u{85}d\u{2028}"
        let shown = "a␊error: b␍␊␉c␊d␊"
        let source = SourceText(name: "x.mas", text: "release 1")
        let span = try #require(PipelineParser.parse(source, mode: .file).statements.first).span
        let problem = SettingProblem(
            key: "LOG_LEVEL", origin: .file(path: name, line: 1), reason: .noSuchFile(name))
        let errors: [any Error] = [
            FileWriteError.exists(path: name),
            GivenPath.Failure.outside(name, folder: ""),
            ScriptFile.Failure.notText(path: name), SettingsError(problems: [problem]),
        ]
        for error in errors {
            let text = try #require(report.text(for: error))
            #expect(text.split(whereSeparator: \.isNewline).count == 1, "\(text)")
        }
        #expect(report.text(for: errors[0])?.contains(shown) == true)
        let failure = StageFailure(errors[0], at: Location(source, span))
        let lines = try #require(report.text(for: failure)).split(whereSeparator: \.isNewline)
        #expect(lines.count == 3)
    }

    @Test("A file in another encoding is told with what makes it readable")
    func otherEncoding() {
        let error = RowSyntaxError(problem: .notUTF8, line: 2)
        #expect(
            report.text(for: InputFailure.syntax("a.csv", error))
                == "error: a.csv:2: this is no text in UTF-8 "
                + "(convert it, for example with iconv -f WINDOWS-1252 -t UTF-8)")
    }

    @Test("says what a workbook cannot hold, and what can")
    func formatLimits() {
        #expect(
            report.text(for: FormatLimit.rows(limit: 1_048_575))
                == "error: xlsx holds at most 1,048,575 rows (export csv or sqlite, or fewer rows)")
        #expect(
            report.text(for: FormatLimit.columns(20_000, limit: 16_384))
                == "error: 20,000 columns, where xlsx holds at most 16,384"
                + " (choose some with columns=, or add flatten=no)"
        )
    }

    @Test("says of a wait how long it is, why, and how to end it")
    func waiting() {
        let notice = WaitNotice(
            ProgramConsole(isColored: false, isUnicode: true), window: .seconds(90))
        #expect(notice.text(.windowIsFull) == "all requests of the last 90 s are used")
    }
}
