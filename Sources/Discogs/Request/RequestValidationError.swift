/// Why a request cannot be built: found before anything is sent.
public struct RequestValidationError: Error, Sendable, Hashable {
    /// The endpoint's name; nil for a raw request.
    public let endpoint: String?
    /// The parameter in question, `page`, `per_page` or `sort`; nil when it is the path.
    public let parameter: String?
    public let problem: Problem

    public init(endpoint: String?, parameter: String?, problem: Problem) {
        self.endpoint = endpoint
        self.parameter = parameter
        self.problem = problem
    }

    /// What is wrong. The text is the value as it was given.
    public enum Problem: Error, Sendable, Hashable {
        /// The endpoint has no such parameter.
        case unknownParameter(known: [String])
        /// A required parameter was not given.
        case missing
        case emptyValue
        case notAnInteger(String)
        case outOfRange(String, allowed: ClosedRange<Int64>)
        /// None of the allowed values; there are none when the endpoint cannot sort.
        case notAllowed(String, allowed: [String])
        case notAYear(String, allowsRange: Bool)
        /// A range of years whose end lies before its start.
        case reversedRange(String)
        case notAnAmount(String)
        case notABoolean(String)
        case notAMoment(String)
        case notAListing(String)
        case notAnOrder(String)
        /// None of these was given, and one of them has to be.
        case needsOneOf([String])
        /// Several of these were given, and one of them may be.
        case onlyOneOf([String])
        /// No form of an id that is known.
        case unreadableID(String, expected: IDKind)
        /// The id of something else: an artist's address where a release is wanted.
        case wrongIDKind(String, expected: IDKind, found: IDKind)
        /// `.` and `..` cannot be a part of a path.
        case notAPathSegment(String)
        /// `page` or `per_page` for an endpoint that has no pages.
        case notPaged
        case unusablePath(String, PathProblem)
        /// A raw request with a login in its query, under this name: it would end up in logs.
        case credentialInQuery(String)
    }

    /// Why a raw path is refused.
    public enum PathProblem: Error, Sendable, Hashable {
        /// It does not begin with `/`.
        case notAbsolute
        /// It has a scheme or a host, or begins with `//`.
        case hasHost
        case hasFragment
        case hasControlCharacter
        /// A segment is `.` or `..`, encoded or not.
        case hasDotSegment
    }
}
