import Discogs
import Testing

@testable import Commands

@Suite("What is said of a request that cannot be built")
struct ValidationTextTests {
    @Test(
        "Every problem has words of its own",
        arguments: [
            (
                .unknownParameter(known: ["artist"]),
                "no parameter 'artits' → did you mean 'artist'?"
            ),
            (.unknownParameter(known: []), "no parameter 'artits'"),
            (.missing, "artits is missing"),
            (.notAnInteger("x"), "'x' is not a whole number"),
            (.outOfRange("101", allowed: 1...100), "'101' is out of range → artits is 1 to 100"),
            (.notAPathSegment(".."), "'..' cannot be a part of an address"),
            (.notPaged, "artits goes with lists only"),
        ] as [(RequestValidationError.Problem, String)])
    func words(problem: RequestValidationError.Problem, text: String) {
        let words = ValidationText(problem, parameter: "artits")
        #expect(words.message + (words.hint.map { " → \($0)" } ?? "") == text)
    }

    @Test("An id is said to be of an artist, a release, a master or a label")
    func articles() {
        #expect(
            IDKind.allCases.map(\.withArticle) == ["a release", "a master", "an artist", "a label"])
    }
}
