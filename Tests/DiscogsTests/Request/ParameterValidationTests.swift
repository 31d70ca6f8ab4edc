import Testing

@testable import Discogs

@Suite("Values of parameters")
struct ParameterValidationTests {
    typealias Kind = EndpointParameter.Kind
    typealias Problem = RequestValidationError.Problem

    @Test(
        "are sent as the API wants them",
        arguments: [
            (Kind.text, " as it is ", " as it is "),
            (.suggestion(["Jazz"]), "Free Jazz", "Free Jazz"),
            (.integer(1...100), " 7 ", "7"),
            (.integer(1...100), "007", "7"),
            (.integer(-5...5), "-5", "-5"),
            (.choice(["release", "master"]), "Release", "release"),
            (.choice(["For Sale"]), "for sale", "For Sale"),
            (.currency, "eur", "EUR"),
            (.year(allowsRange: false), "1959", "1959"),
            (.year(allowsRange: true), "1959", "1959"),
            (.year(allowsRange: true), "1955..1965", "1955-1965"),
            (.year(allowsRange: true), "1955-1965", "1955-1965"),
            (.id(.label), "l1", "1"),
        ])
    func valid(kind: Kind, text: String, value: String) throws {
        #expect(try kind.validated(text) == value)
    }

    @Test(
        "are refused for a reason that carries what is allowed",
        arguments: [
            (Kind.text, "", Problem.emptyValue),
            (.year(allowsRange: true), "  ", .emptyValue),
            (.integer(1...100), "0", .outOfRange("0", allowed: 1...100)),
            (.integer(1...100), "101", .outOfRange("101", allowed: 1...100)),
            (
                .integer(1...100), "99999999999999999999",
                .outOfRange("99999999999999999999", allowed: 1...100)
            ),
            (.integer(1...100), "1.5", .notAnInteger("1.5")),
            (.integer(1...100), "--1", .notAnInteger("--1")),
            (.integer(1...100), "-", .notAnInteger("-")),
            (.integer(1...100), "٣", .notAnInteger("٣")),
            (
                .choice(["release", "master"]), "relase",
                .notAllowed("relase", allowed: ["release", "master"])
            ),
            (.currency, "DKK", .notAllowed("DKK", allowed: Vocabulary.currencies)),
            (.year(allowsRange: true), "59", .notAYear("59", allowsRange: true)),
            (.year(allowsRange: true), "1955..", .notAYear("1955..", allowsRange: true)),
            (.year(allowsRange: true), "1-2-3", .notAYear("1-2-3", allowsRange: true)),
            (.year(allowsRange: false), "1955-1965", .notAYear("1955-1965", allowsRange: false)),
            (.year(allowsRange: true), "1965..1955", .reversedRange("1965..1955")),
        ])
    func invalid(kind: Kind, text: String, problem: Problem) {
        #expect(throws: problem) { try kind.validated(text) }
    }

    @Test("cannot lead a path elsewhere", arguments: [".", ".."])
    func dots(text: String) throws {
        let user = EndpointParameter.path("username", .text, "the user")
        #expect(throws: Problem.notAPathSegment(text)) { try user.validated(text) }
        #expect(try user.validated("_.name-") == "_.name-")
        #expect(try EndpointParameter.query("q", .text, "words").validated(text) == text)
    }

    @Test("go into a path as one segment, whatever is in them")
    func segments() throws {
        let user = Endpoint(
            "user", "GET /users/{username}", "Show a user",
            parameters: [.path("username", .text, "the user")],
            reply: .object(.other, Identity.self), examples: [])
        for (name, path) in [
            ("_.name-~", "/users/_.name-~"), ("a/b?c", "/users/a%2Fb%3Fc"),
            ("Zoë 猫", "/users/Zo%C3%AB%20%E7%8C%AB"), ("{username}", "/users/%7Busername%7D"),
        ] {
            #expect(try DiscogsRequest.to(user).with("username", name).build().target == path)
        }
    }
}
