import Records
import Testing

@testable import Output

@Suite("html")
struct HTMLTests {
    /// Everything from the table on.
    private func table(_ rows: [Row], _ options: RowWriterOptions = RowWriterOptions()) throws
        -> String
    {
        let page = try written(rows, as: .html, options)
        return String(page[(try #require(page.firstRange(of: "<table>")).lowerBound)...])
    }

    @Test("Is a page of its own that says its charset, loads nothing and runs nothing")
    func page() throws {
        let page = try written([["a": 1]], as: .html, RowWriterOptions(title: "search"))
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"))
        #expect(page.contains("<title>search</title>"))
        #expect(page.contains("<h1>search</h1>"))
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        #expect(!page.contains("<script") && !page.contains("src="))
        #expect(page.hasSuffix("</tbody>\n</table>\n</body>\n</html>\n"))
    }

    @Test("Has a column for every field, numbers on the right, lists in one cell")
    func rows() throws {
        let rows: [Row] = [
            ["id": 1, "title": "Kind Of Blue", "genres": ["Jazz", "Modal"]],
            ["id": 2, "community": ["have": 2.5]],
        ]
        #expect(
            try table(rows) == """
                <table>
                <thead>
                <tr><th>id</th><th>title</th><th>genres</th><th>community.have</th></tr>
                </thead>
                <tbody>
                <tr><td class="n">1</td><td>Kind Of Blue</td><td>Jazz; Modal</td><td></td></tr>
                <tr><td class="n">2</td><td></td><td></td><td class="n">2.5</td></tr>
                </tbody>
                </table>
                </body>
                </html>

                """)
        let chosen = RowWriterOptions(columns: ["title", "none"])
        #expect(try table(rows, chosen).contains("<tr><td>Kind Of Blue</td><td></td></tr>\n"))
    }

    @Test("Without rows it says so, and is a whole page all the same")
    func empty() throws {
        let page = try written([], as: .html)
        #expect(page.hasSuffix("<h1>rows</h1>\n<p>No rows.</p>\n</body>\n</html>\n"))
        let chosen = RowWriterOptions(columns: ["a"])
        #expect(try table([], chosen).contains("<tr><th>a</th></tr>\n</thead>\n<tbody>\n</tbody>"))
    }

    @Test("No text of a row, a field or the title is markup")
    func escaping() throws {
        let nasty = #"</td><script>alert('x')</script> & "q" <!--"#
        let page = try written(
            [[nasty: .string(nasty), "n": .array([.string(nasty)])]], as: .html,
            RowWriterOptions(title: nasty))
        #expect(!page.contains("<script") && !page.contains("<!--") && !page.contains("'x'"))
        let escaped =
            "&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; &lt;!--"
        #expect(page.ranges(of: escaped).count == 5)
    }

    @Test("Line breaks and blanks stay; what no page may hold becomes a sign for it")
    func controls() throws {
        let text = try table([["a": " x\r\ny\rz\t\u{1B}[2J\0\u{9B}\u{FFFF}é "]])
        #expect(text.contains("<td> x\ny\nz\t\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}é </td>"))
    }

    @Test(
        "An address of the web is a link",
        arguments: ["https://www.discogs.com/release/1", "HTTP://x/?a=1&b='<>\"", "http://[::1]/"])
    func links(_ address: String) throws {
        let text = try table([["uri": .string(address)]])
        #expect(text.contains("<td><a href=\""))
        #expect(text.ranges(of: "\"").count == 4)
    }

    @Test(
        "Nothing else is a link",
        arguments: [
            "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x/", "http:/x",
            "http://", "https:///x", "see http://x/", "http://x y", "http://x/\u{202E}",
            "http://x/\n", "/release/1", " http://x/", "//x/", "httpsx://y",
        ])
    func noLinks(_ text: String) throws {
        #expect(!(try table([["uri": .string(text)]])).contains("<a"))
    }
}
