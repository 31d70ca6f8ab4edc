/// Rows on their way through a pipeline: a sequence of batches that are made when asked for.
///
/// A batch is usually a page of the API. One consumer reads a stream, once.
public struct RowStream: AsyncSequence, Sendable {
    public typealias Element = [Row]

    private let nextBatch: @Sendable () async throws -> [Row]?

    /// - Parameter nextBatch: makes the next batch, which may be empty; nil at the end.
    public init(_ nextBatch: @escaping @Sendable () async throws -> [Row]?) {
        self.nextBatch = nextBatch
    }

    /// A stream of rows that are there already.
    public init(rows: [Row]) {
        let batch = SingleUse(rows)
        self.init { await batch.take() }
    }

    /// A stream of one batch, made when it is first asked for.
    public static func single(
        _ make: @escaping @Sendable () async throws -> [Row]
    ) -> RowStream {
        let first = SingleUse(make)
        return RowStream { try await first.take()?() }
    }

    /// The next batch; nil at the end.
    public func next() async throws -> [Row]? { try await nextBatch() }

    public func makeAsyncIterator() -> Iterator { Iterator(nextBatch: nextBatch) }

    public struct Iterator: AsyncIteratorProtocol {
        let nextBatch: @Sendable () async throws -> [Row]?

        public mutating func next() async throws -> [Row]? { try await nextBatch() }
    }

    /// All rows in memory; only for what cannot work row by row.
    public func collect() async throws -> [Row] {
        var rows: [Row] = []
        for try await batch in self { rows += batch }
        return rows
    }
}

extension RowStream {
    /// What a step made of a batch.
    public enum Step: Sendable {
        case more([Row])
        /// The end: nothing further is asked of the stream before.
        case last([Row])
    }

    /// This stream's batches changed one by one, with a state kept from batch to batch.
    public func transformed<State: Sendable>(
        from state: State, _ step: @escaping @Sendable (inout State, [Row]) throws -> Step
    ) -> RowStream {
        let transformation = Transformation(of: self, state: state, step: step)
        return RowStream { try await transformation.next() }
    }
}

private actor SingleUse<Value: Sendable> {
    private var value: Value?

    init(_ value: Value) { self.value = value }

    func take() -> Value? {
        defer { value = nil }
        return value
    }
}

private actor Transformation<State: Sendable> {
    private let source: RowStream
    private var state: State
    private let step: @Sendable (inout State, [Row]) throws -> RowStream.Step
    private var isAtEnd = false

    init(
        of source: RowStream, state: State,
        step: @escaping @Sendable (inout State, [Row]) throws -> RowStream.Step
    ) {
        self.source = source
        self.state = state
        self.step = step
    }

    func next() async throws -> [Row]? {
        guard !isAtEnd, let batch = try await source.next() else { return nil }
        switch try step(&state, batch) {
        case .more(let rows): return rows
        case .last(let rows):
            isAtEnd = true
            return rows
        }
    }
}
