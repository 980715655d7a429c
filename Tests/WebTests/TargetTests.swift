import HTTP
import Testing

@Suite struct TargetTests {
    @Test(
        "A target has one reading",
        arguments: [
            ("/", [], []),
            ("/api/events/12", ["api", "events", "12"], []),
            ("/api/%65vents", ["api", "events"], []),
            (
                "/api?from=1&text=a+b%20c&flag", ["api"],
                [("from", "1"), ("text", "a b c"), ("flag", "")]
            ),
            ("/a?x=%D8%B9", ["a"], [("x", "ع")]),
            ("/a?x=/../", ["a"], [("x", "/../")]),
        ] as [(String, [String], [(String, String)])])
    func reads(text: String, segments: [String], query: [(String, String)]) throws {
        let target = try #require(HTTPTarget(text))
        #expect(target.segments == segments)
        #expect(target.query.elementsEqual(query) { $0.name == $1.0 && $0.value == $1.1 })
    }

    @Test(
        "What can be read in two ways is refused",
        arguments: [
            "", "*", "x", "http://else/where", "//", "//etc/passwd", "/a//b", "/a/", "/..",
            "/a/../b", "/%2e%2e/etc/passwd",
            "/a/%2E", "/a%2fb", "/a%5cb", "/a\\b%5c", "/a%00", "/a%0d%0aSet-Cookie:x", "/%", "/%4",
            "/%zz", "/%ff", "/é",
            "/a b", "/a#b", "/a?x=%", "/a?x=%00", "/a?x=%ff",
            "/" + String(repeating: "a", count: 2_048),
        ])
    func refuses(text: String) { #expect(HTTPTarget(text) == nil) }

    @Test("A cookie is read by its name, and not at all when it stands twice")
    func cookies() throws {
        func cookie(_ header: String) throws -> String? {
            HTTPRequest(
                method: "GET", target: try #require(HTTPTarget("/")), headers: ["cookie": header]
            ).cookie("coordbus")
        }
        #expect(try cookie("a=1; coordbus=xyz; b=2") == "xyz")
        #expect(try cookie("xcoordbus=1") == nil)
        #expect(try cookie("coordbus=1; coordbus=2") == nil)
        #expect(try cookie("coordbus") == nil)
    }
}
