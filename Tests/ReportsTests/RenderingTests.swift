import Foundation
import FoundationXML
import Reports
import Testing

/// What every form does with hostile words, and that the same report gives the same bytes.
@Suite struct RenderingTests {
    static let hostile = "<script>alert(1)</script> \"&' | [x](y) =1+1\n\u{1}"

    static var report: Report {
        let figure = Figure(
            "requestsReceived", .label("figure.requestsReceived"), .count(1234),
            SequenceSet([7, 3, 8, 9]))
        let money = Figure(
            "money", .name(hostile), .amount(Amount(hundredths: 5, currency: "USD")),
            SequenceSet([12]))
        let table = Table(
            "t", .label("section.requests"),
            [Table.Column("title"), Table.Column("amount", number: true)],
            [
                Table.Row(
                    "r1", [.words(.published(["ar": hostile])), .figure(money)], SequenceSet([4]))
            ])
        let flow = FlowChart(
            .label("caption.flow"),
            [
                FlowChart.Node(.name(hostile), 10, stage: 0, from: nil),
                FlowChart.Node(.label("flow.open"), 4, stage: 1, from: 0),
                FlowChart.Node(.code("state", "decided-yes"), 6, stage: 1, from: 0),
                FlowChart.Node(.label("flow.assisted"), 6, stage: 2, from: 2),
            ])
        let bars = BarChart(
            .label("caption.byTheme"), [BarChart.Row(.name(hostile), [.count(3)])])
        let timeline = TimelineChart(
            .label("section.timeline"), 17_000...18_000,
            [TimelineChart.Row(.country("KEN"), [.init(17_100...17_900, .pre)], marks: [17_500])])
        return Report(
            kind: .case, title: .label("title.case", [.identifier(hostile)]),
            lines: [.label("page.log", [.identifier("1-12")])], warning: .label("page.draft"),
            sections: [
                Report.Section(
                    "summary", .label("section.summary"),
                    [
                        .figures([figure]), .table(table), .chart(.flow(flow)), .chart(.bars(bars)),
                        .chart(.timeline(timeline)), .paragraph(.name(hostile)),
                        .table(Table("e", .label("section.gaps"), [Table.Column("need")], [])),
                    ])
            ], range: 1...12)
    }

    @Test(
        "the same report gives the same bytes, and ends with a line end",
        arguments: ReportForm.allCases, ReportLanguage.allCases)
    func determinism(form: ReportForm, language: ReportLanguage) {
        let first = Self.report.written(as: form, in: language)
        #expect(first == Self.report.written(as: form, in: language))
        #expect(first.utf8.last == UInt8(ascii: "\n"))
    }

    @Test(
        "nothing published becomes markup, and no script is allowed",
        arguments: ReportLanguage.allCases)
    func html(language: ReportLanguage) throws {
        let page = Self.report.written(as: .html, in: language)
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(!page.contains("\u{1}"))
        #expect(page.contains("default-src 'none'; style-src 'sha256-"))
        #expect(!page.contains(" style=\""), "the policy would forbid it")
        #expect(page.contains(language == .arabic ? "dir=\"rtl\"" : "dir=\"ltr\""))
        #expect(page.contains("href=\"#f1\"") && page.contains("id=\"f1\""))
        #expect(page.contains("<td class=\"seq\" dir=\"ltr\">3, 7-9</td>"))
        let document = try XMLDocument(data: Data(Self.wellFormed(page).utf8))
        #expect(document.rootElement()?.name == "html")
    }

    /// The page as XML: HTML's own elements without an end get one.
    static func wellFormed(_ page: String) -> String {
        page.replacing("<!DOCTYPE html>", with: "")
            .replacing(/<meta ([^>]*)>/) { "<meta \($0.1)/>" }
    }

    @Test("a cell that a spreadsheet would take for a formula is defused")
    func csv() {
        let text = Self.report.written(as: .csv, in: .english)
        #expect(text.hasPrefix("section,item,row,column,label,value,unit,sequences\r\n"))
        #expect(
            text.contains("summary,requestsReceived,,,Requests received,1234,count,\"3, 7-9\"\r\n"))
        #expect(CSVField.escaped("=1+1") == "'=1+1")
        #expect(CSVField.escaped("-5") == "-5")
        #expect(CSVField.escaped("a,\"b\"") == "\"a,\"\"b\"\"\"")
    }

    @Test("JSON is JSON, with figures and their sequences")
    func json() throws {
        let data = Data(Self.report.written(as: .json, in: .russian).utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["language"] as? String == "ru")
        let sections = try #require(object["sections"] as? [[String: Any]])
        let content = try #require(sections[0]["content"] as? [[String: Any]])
        let figures = try #require(content[0]["figures"] as? [[String: Any]])
        #expect(figures[0]["value"] as? Int == 1234)
        #expect(figures[0]["sequences"] as? [[Int]] == [[3, 3], [7, 9]])
    }

    @Test("Markdown escapes what it would take for markup")
    func markdown() {
        let text = Self.report.written(as: .markdown, in: .english)
        #expect(!text.contains("<script"))
        #expect(text.contains("\\[x\\](y)"))
        #expect(text.contains("**1,234[^1]**"))
        #expect(text.contains("[^1]: 3, 7-9"))
    }

    @Test("sequences are put in order once each")
    func sequences() {
        let set = SequenceSet([9, 3, 3, 4, 5, 20])
        #expect(set.description == "3-5, 9, 20")
        #expect(set.count == 5)
        #expect(SequenceSet().description == "")
    }
}
