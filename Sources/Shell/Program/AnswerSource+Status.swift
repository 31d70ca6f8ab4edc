import Commands
import Discogs
import Output
import Records

/// What people are told of where answers come from.
extension AnswerSource {
    /// What `status` shows.
    func status() async -> Row {
        var row: Row = ["source": .string(name)]
        do {
            if let login = try login(), case .discogs(let client, _) = known {
                await add(login, client, to: &row)
            } else {
                row["limit"] = .string("none: the sample catalogue costs no requests")
            }
        } catch {
            row["login"] = .string(ErrorText(error).message)
        }
        row["exports"] = .string(settings.exportFolder)
        row["settings"] = .string(settings.envFile ?? "no .env file")
        return row
    }

    private func add(_ login: Login, _ client: DiscogsClient, to row: inout Row) async {
        let status = await client.limiterStatus()
        row["server"] = .string("\(settings.baseURL)")
        row["login"] = .string(login.credentials.kindName)
        if let account = login.account { row["account"] = .string(account.name) }
        row["limit"] = .int(Int64(status.limit))
        row["used"] = .int(Int64(status.used))
        row["remaining"] = .int(Int64(status.remaining))
        row["next_request_in_seconds"] = .double(status.nextToken.inSeconds)
        if let others = status.otherProcesses {
            row["other_processes"] = .int(Int64(others.count))
            if !others.isEmpty {
                row["other_process_ids"] = .array(others.map { .int(Int64($0)) })
            }
        }
        row["log"] = .string("\(settings.logFolder)/\(settings.logFileName)")
    }

    /// What an error report has to know.
    var situation: ErrorReport.Situation {
        let token = settings.login?.origin
        return switch known {
        case nil, .sample: ErrorReport.Situation(isSample: known != nil, tokenOrigin: token)
        case .discogs(_, let login): ErrorReport.Situation(tokenOrigin: login.origin)
        }
    }

    /// Decides at the prompt, which shows who answers.
    /// - Parameter isFirst: whether the prompt was never used before.
    func prepare(_ report: ErrorReport, isFirst: Bool) {
        do {
            _ = try login()
            welcome(isFirst: isFirst)
        } catch {
            console.note(report.text(for: error) ?? "")
        }
    }

    /// What the prompt shows: who answers, and how many requests are left of the window when they
    /// are few.
    var promptName: String {
        get async {
            let account = (try? login())?.account
            let name = name + (account.map { ":\(DisplayWidth.truncated($0.name, to: 24))" } ?? "")
            guard hasAsked, case .discogs(let client, _)? = known else { return name }
            let status = await client.limiterStatus()
            return status.remaining * 4 <= status.limit ? "\(name), \(status.remaining) left" : name
        }
    }
}

extension Duration {
    /// Rounded to tenths.
    fileprivate var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + (Double(attoseconds) / 1e17).rounded() / 10
    }
}
