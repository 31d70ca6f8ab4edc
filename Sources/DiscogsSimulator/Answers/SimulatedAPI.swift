import Discogs

/// The API without HTTP: from a request to the reply.
actor SimulatedAPI {
    private let configuration: SimulatorConfiguration
    private let clock: SimulatorClock
    private let answers: Answers
    private var window: MovingWindow
    private var scripted: [ScriptedReply] = []
    private var recent: RecentItems<RecordedRequest>
    private var signal = ArrivalSignal()
    private var desk: OAuthDesk

    init(
        source: (any DiscogsSource)?, configuration: SimulatorConfiguration, clock: SimulatorClock
    ) {
        self.configuration = configuration
        self.clock = clock
        desk = OAuthDesk(configuration)
        answers = Answers(
            source: source, recorded: configuration.recorded, pathPrefix: configuration.pathPrefix)
        window = MovingWindow(length: configuration.window)
        recent = RecentItems(atMost: configuration.recordedRequests)
    }

    var requests: [RecordedRequest] { recent.items }

    func script(_ replies: [ScriptedReply]) { scripted += replies }

    func authorize(_ requestToken: String) -> String? {
        desk.authorize(requestToken, at: clock.now)
    }

    func waitForRequests(_ count: Int) async {
        guard recent.total < count else { return }
        await withCheckedContinuation { signal.add(count, $0) }
    }

    /// - Throws: `CancellationError` when the simulator is stopped meanwhile.
    func reply(to request: RecordedRequest) async throws -> SimulatedReply {
        let number = record(request)
        let reply = try await uncounted(request)
        recent.change(number) { $0.status = reply.status }
        return reply.adding([HeaderField("Content-Type", "application/json")])
    }

    /// - Returns: its number in `recent`.
    private func record(_ request: RecordedRequest) -> Int {
        var request = request
        request.time = clock.now
        let number = recent.append(request)
        signal.arrived(recent.total)
        return number
    }

    private func uncounted(_ request: RecordedRequest) async throws -> SimulatedReply {
        guard let agent = request.header("User-Agent"), !agent.isEmpty else {
            return .missingUserAgent
        }
        if let picture = SimulatedPictures.reply(to: request) { return picture }
        let query = Answers.query(of: request.target)
        if OAuthDesk.isPage(path(of: request)) { return desk.page(for: query, at: clock.now) }
        let login = Login(request, query: query, configuration, desk)
        let isKnown = login == .user || login == .application
        let limit = isKnown ? configuration.limit : configuration.anonymousLimit
        let used = window.count(at: clock.now)
        let headers = Self.rateHeaders(limit: limit, used: used)
        guard used <= limit else { return .tooManyRequests.adding(headers) }
        return try await counted(request, login).adding(headers)
    }

    private func counted(
        _ request: RecordedRequest, _ login: Login
    ) async throws -> SimulatedReply {
        let step = scripted.isEmpty ? .pass : scripted.removeFirst()
        try await clock.sleep(for: configuredDelay(of: request))
        switch step {
        case .reply(let reply): return reply
        case .delayed(let pause): try await clock.sleep(for: pause)
        case .pass: break
        }
        if let reply = desk.answer(request, path: path(of: request), at: clock.now) { return reply }
        return try await answers.answer(request, login)
    }

    private func configuredDelay(of request: RecordedRequest) -> Duration {
        configuration.delays[String(path(of: request))] ?? configuration.delay
    }

    private func path(of request: RecordedRequest) -> Substring {
        request.target.prefix { $0 != "?" }.dropFirst(configuration.pathPrefix.count)
    }

    private static func rateHeaders(limit: Int, used: Int) -> [HeaderField] {
        let used = min(used, limit)
        return [
            HeaderField("X-Discogs-Ratelimit", String(limit)),
            HeaderField("X-Discogs-Ratelimit-Used", String(used)),
            HeaderField("X-Discogs-Ratelimit-Remaining", String(limit - used)),
        ]
    }
}
