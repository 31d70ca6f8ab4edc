import NIOHTTP1
import Testing

@testable import Discogs

@Suite("Retry-After")
struct RetryAfterTests {
    private func pause(_ text: String?, date: String? = nil, wallClock: Int64 = 0) -> Duration? {
        var headers = HTTPHeaders()
        if let text { headers.add(name: "retry-after", value: text) }
        if let date { headers.add(name: "Date", value: date) }
        return RetryAfter.pause(in: headers, wallClock: { wallClock })
    }

    @Test("may be seconds")
    func seconds() {
        #expect(pause("120") == .seconds(120))
        #expect(pause("0") == .zero)
    }

    @Test("may be a date, counted from the server's own")
    func date() {
        #expect(
            pause("Sun, 06 Nov 1994 08:49:37 GMT", date: "Sun, 06 Nov 1994 08:48:37 GMT")
                == .seconds(60))
        #expect(
            pause("Sun, 06 Nov 1994 08:49:37 GMT", date: "Mon, 07 Nov 1994 08:48:37 GMT")
                == .zero)
    }

    @Test("is counted from our clock when the server has none")
    func ownClock() {
        #expect(pause("Sun, 06 Nov 1994 08:49:37 GMT", wallClock: 784_111_770) == .seconds(7))
    }

    @Test(
        "that cannot be read is as if it was missing",
        arguments: [
            nil, "", "-1", "soon", "1.5", "99999999999999999999", "Sun, 06 Nov 1994",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 99999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        ])
    func unreadable(text: String?) {
        #expect(pause(text) == nil)
    }

    @Test(
        "dates are counted from 1970, leap days included",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Thu, 31 Dec 2099 23:59:59 GMT", 4_102_444_799),
        ] as [(String, Int64)])
    func since1970(date: String, seconds: Int64) {
        #expect(RetryAfter.secondsSince1970(date) == seconds)
    }
}
