import Testing

@testable import Discogs

@Suite("Redirects")
struct RedirectStepTests {
    private typealias Answers = FakeStep<IncomingResponse>

    private func redirect(_ status: Int, to location: String) -> IncomingResponse {
        .status(status, headers: ["Location": location])
    }

    @Test("of a read are followed, on the time that is left", arguments: [301, 302, 303, 307, 308])
    func followed(status: Int) async throws {
        let answers = Answers { [self] _, number in
            number < 3 ? redirect(status, to: "/place/\(number)?x") : .status(200, "{}")
        }
        let response = try await RedirectStep(next: answers).send(.get("https://h/start"))
        #expect(response.status == 200)
        #expect(
            answers.requests.map { "\($0.url)" }
                == ["https://h/start", "https://h/place/1?x", "https://h/place/2?x"])
        #expect(answers.requests.map(\.timeout) == [.seconds(30), .seconds(28), .seconds(26)])
    }

    @Test("are followed five times at most")
    func tooMany() async throws {
        let answers = Answers { [self] _, _ in redirect(302, to: "/again") }
        await #expect(throws: NetworkFailure.tooManyRedirects) {
            try await RedirectStep(next: answers).send(.get("https://h/"))
        }
        #expect(answers.requests.count == 6)
    }

    @Test(
        "from https to http, or to what is no address, are refused",
        arguments: [
            "http://h/", "http://localhost/", "ftp://h/", "https://a@b/", "", "https://h\\x/",
        ])
    func refused(location: String) async throws {
        let answers = Answers { [self] _, _ in redirect(302, to: location) }
        await #expect(throws: NetworkFailure.unsafeRedirect(location)) {
            try await RedirectStep(next: answers).send(.get("https://h/"))
        }
        #expect(answers.requests.count == 1)
    }

    @Test("to plain http on another machine are refused from this machine too")
    func plain() async throws {
        for (location, isSafe) in [
            ("http://h/", false), ("//h/", false), ("https://h/", true), ("http://[::1]:1/", true),
        ] {
            let answers = Answers { [self] _, number in
                number == 1 ? redirect(302, to: location) : .status(200)
            }
            let step = RedirectStep(next: answers)
            if isSafe {
                #expect(try await step.send(.get("http://127.0.0.1/")).status == 200)
            } else {
                await #expect(throws: NetworkFailure.unsafeRedirect(location)) {
                    try await step.send(.get("http://127.0.0.1/"))
                }
            }
        }
    }

    @Test("that are refused are told without a login")
    func login() async throws {
        let answers = Answers { [self] _, _ in redirect(302, to: "http://h/?token=s3cr3t") }
        await #expect(throws: NetworkFailure.unsafeRedirect("http://h/?token=••••")) {
            try await RedirectStep(next: answers).send(.get("https://h/"))
        }
    }

    @Test("of a write are not followed")
    func writes() async throws {
        for method: Discogs.HTTPMethod in [.post, .put, .delete] {
            let answers = Answers { [self] _, _ in redirect(307, to: "/other") }
            let response = try await RedirectStep(next: answers).send(.get("https://h/", method))
            #expect(response.status == 307)
            #expect(answers.requests.count == 1)
        }
    }

    @Test("without an address are left to the reader")
    func noAddress() async throws {
        let answers = Answers { _, _ in .status(302) }
        #expect(try await RedirectStep(next: answers).send(.get("https://h/")).status == 302)
    }
}
