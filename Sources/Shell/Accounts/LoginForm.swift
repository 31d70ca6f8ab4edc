import Commands
import Discogs
import Output

/// Asks a person for a login, and Discogs whether it is right.
struct LoginForm {
    let console: ProgramConsole
    let source: AnswerSource

    /// - Returns: the login, and the name of its user; nil for an application without one.
    /// - Throws: `AccountFailure`; `CancellationError` when the person gave up.
    func fillIn(server: BaseURL) async throws -> (Credentials, username: String?) {
        tell("Log in to \(server) with")
        tell("1  a personal token, from \(ErrorText.tokenAddress)", indent: 2)
        tell("2  an application's key and secret, as a user who allows it (OAuth)", indent: 2)
        tell("3  an application's key and secret alone, without a user", indent: 2)
        switch try await ask("Which one? [1] ") {
        case "", "1", "token": return try await personalToken()
        case "2", "oauth": return try await user(of: consumer())
        case "3", "key": return try await application(consumer())
        default: throw AccountFailure.noLogin(.kind)
        }
    }

    private func personalToken() async throws -> (Credentials, String?) {
        let credentials = Credentials.personalToken(try await secret("Token: ", .token))
        return (credentials, try await username(of: credentials))
    }

    private func consumer() async throws -> OAuthConsumer {
        OAuthConsumer(
            key: try await secret("Consumer key: ", .key),
            secret: try await secret("Consumer secret: ", .secret))
    }

    private func user(of consumer: OAuthConsumer) async throws -> (Credentials, String?) {
        let client = source.client(for: .none)
        let request = try await asking { try await client.requestToken(for: consumer) }
        console.hide([request.secret])
        tell("Open this address, allow the access, and type the code that it shows:")
        // An address is not broken: people click on it.
        console.writeAtPrompt("  \(client.authorizeAddress(for: request))\n")
        let code = try await secret("Code: ", .code)
        let access = try await asking {
            try await client.accessToken(for: consumer, requestToken: request, verifier: code)
        }
        let credentials = Credentials.oauth(consumer, access)
        console.hide(credentials.secrets)
        return (credentials, try await username(of: credentials))
    }

    /// The name of the user whose login it is.
    private func username(of credentials: Credentials) async throws -> String {
        try await asking {
            let response = try await source.client(for: credentials)
                .response(to: DiscogsRequest.to(.identity).build(), latest: true, admission: {})
            guard let identity = try? Identity.fromAPIResponse(response.body) else {
                throw DiscogsError(
                    .unexpectedReply(.unreadableJSON), status: response.status,
                    message: "the reply does not name the account", requestID: response.requestID)
            }
            return identity.username
        }
    }

    /// An application has no name that one could ask for; but only a right one may search.
    private func application(_ consumer: OAuthConsumer) async throws -> (Credentials, String?) {
        let credentials = Credentials.consumer(key: consumer.key, secret: consumer.secret)
        _ = try await asking {
            try await source.client(for: credentials).response(
                to: .raw(
                    .get, "/database/search",
                    query: [QueryItem("q", "discogs"), QueryItem("per_page", "1")]),
                latest: true, admission: {})
        }
        return (credentials, nil)
    }

    private func asking<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DiscogsError {
            throw AccountFailure.refused(error)
        }
    }

    // MARK: Telling

    /// Writes a text that belongs to the questions, fitted to the terminal.
    private func tell(_ text: String, indent: Int = 0) {
        let style = console.messageStyle
        let margin = String(repeating: " ", count: indent)
        for line in DisplayWidth.wrapped(text, to: max(style.width - indent, 12)) {
            console.writeAtPrompt(margin + style.text(line) + "\n")
        }
    }

    // MARK: Typing

    private func ask(_ question: String) async throws -> String {
        guard let answer = await console.ask(question, isSecret: false) else {
            throw CancellationError()
        }
        return answer.trimmed.lowercased()
    }

    /// What was typed without being shown; nothing repeats it from now on.
    private func secret(_ question: String, _ part: AccountFailure.Part) async throws -> Secret {
        guard let answer = await console.ask(question, isSecret: true)?.trimmed else {
            throw CancellationError()
        }
        let secret = Secret(answer)
        guard !answer.isEmpty, answer.utf8.count <= 4096,
            answer.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw AccountFailure.noLogin(part) }
        console.hide([secret])
        return secret
    }
}

extension String {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
