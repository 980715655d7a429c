import Foundation
import Platform
import Reports
import TestSupport
import Testing

/// Reports as pages in a real browser, in every language: what lies over what, what does not fit, and a picture of it.
///
/// `COORDBUS_SCREENSHOTS=folder` keeps the pictures.
@Suite(.serialized) struct ReportPageTests {
    private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first(
        where: isExecutable)

    /// Looks at the page once it stands, and leaves what it saw in an attribute.
    private static let look = """
        <script>
        addEventListener("load", () => {
          const seen = { width: document.documentElement.scrollWidth - innerWidth, overlaps: [], outside: [],
            direction: getComputedStyle(document.body).direction, lang: document.documentElement.lang,
            charts: document.querySelectorAll("svg").length, tables: document.querySelectorAll("table").length };
          for (const svg of document.querySelectorAll("svg")) {
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
            texts.forEach(([word, a], place) => {
              if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 3) seen.outside.push(word);
              for (const [other, b] of texts.slice(place + 1)) {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                // Boxes of lines reach beyond their letters.
                if (wide > 1 && high > 0.45 * Math.min(a.height, b.height)) seen.overlaps.push(word + " | " + other);
              }
            });
          }
          for (const cell of document.querySelectorAll("td, th, h1, h2, h3")) {
            if (cell.scrollWidth > cell.clientWidth + 2) seen.outside.push(cell.textContent);
          }
          document.body.setAttribute("data-seen", JSON.stringify(seen));
        });
        </script>
        """

    private struct Seen: Decodable {
        let width: Int
        let overlaps: [String]
        let outside: [String]
        let direction: String
        let lang: String
        let charts: Int
        let tables: Int
    }

    private func browse(_ folder: TestFolder, _ more: [String], _ file: String) throws -> String {
        try ProcessRunner.run(
            try #require(Self.browser),
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=" + folder.file("profile"), "--window-size=1100,2400",
            ] + more + ["file://" + folder.file(file)], seconds: 240
        ).output
    }

    private func seen(_ page: String, _ folder: TestFolder) throws -> Seen {
        // The page's own policy forbids scripts, also this one.
        let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
        #expect(open != page, "the page has no policy")
        try folder.write(open.replacing("</body>", with: Self.look + "</body>"), to: "looked.html")
        let dom = try browse(folder, ["--dump-dom"], "looked.html")
        let attribute = try #require(
            dom.firstMatch(of: /data-seen="([^"]*)"/), "the browser did not finish the page")
        let json = attribute.1.replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        return try JSONDecoder().decode(Seen.self, from: Data(json.utf8))
    }

    @Test(
        "The report to the General Assembly stands as it should in a browser, in six languages",
        .enabled(if: browser != nil, "chromium is not installed: scripts/packages"),
        arguments: ReportLanguage.allCases)
    func pages(language: ReportLanguage) throws {
        let folder = TestFolder()
        let page = try ExampleReportTests.report(audience: 3).written(as: .html, in: language)
        let seen = try seen(page, folder)
        #expect(seen.direction == (language == .arabic ? "rtl" : "ltr"))
        #expect(seen.lang == language.rawValue)
        #expect(seen.width <= 0, "the page is \(seen.width) points wider than the window")
        #expect(seen.overlaps == [], "texts lie over each other")
        #expect(seen.outside == [], "texts do not fit")
        #expect(seen.charts >= 6 && seen.tables >= 15)
        try folder.write(page, to: "page.html")
        let picture = folder.file("page.png")
        _ = try browse(folder, ["--screenshot=" + picture], "page.html")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: picture))
        // A blank page of this size takes some 10 kB.
        #expect(bytes.count > 100_000)
        if let keep = ProcessInfo.processInfo.environment["COORDBUS_SCREENSHOTS"] {
            let url = URL(fileURLWithPath: keep).appending(path: "ga-74-\(language.rawValue).png")
            try bytes.write(to: url)
        }
    }

    @Test(
        "A page can be printed",
        .enabled(if: browser != nil, "chromium is not installed: scripts/packages"))
    func paper() throws {
        let folder = TestFolder()
        let page = try ExampleReportTests.bulletin(audience: 3).written(as: .html, in: .arabic)
        try folder.write(page, to: "page.html")
        let paper = folder.file("page.pdf")
        _ = try browse(folder, ["--print-to-pdf=" + paper], "page.html")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: paper))
        #expect(bytes.starts(with: Data("%PDF".utf8)) && bytes.count > 20_000)
    }
}
