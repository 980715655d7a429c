internal import Crypto

/// A report as one HTML file that needs nothing else: style inside, charts as SVG, no script, nothing fetched.
///
/// The content security policy allows only the style sheet by its digest. Reads well on a phone, in the dark, on paper
/// and by a screen reader; each figure leads to its sequences at the end.
struct PageWriter {
    private let report: Report
    private let speaker: Speaker
    private let figures: [Figure]

    init(_ report: Report, _ speaker: Speaker) {
        self.report = report
        self.speaker = speaker
        figures = report.figures
    }

    func write() -> String {
        var page = HTML()
        page.trusted("<!DOCTYPE html>\n")
        let direction = speaker.language.isRightToLeft ? "rtl" : "ltr"
        page.element("html", ["lang": speaker.language.tag, "dir": direction]) { page in
            page.newline()
            page.element("head") { writeHead(&$0) }
            page.newline()
            page.element("body") { writeBody(&$0) }
            page.newline()
        }
        page.newline()
        return page.output
    }

    private func writeHead(_ page: inout HTML) {
        let digest = base64(SHA256.digest(Array(PageStyle.sheet.utf8).span))
        page.newline()
        page.open("meta", ["charset": "utf-8"])
        page.open(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; "
                    + "form-action 'none'",
            ])
        page.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.open("meta", ["name": "color-scheme", "content": "light dark"])
        page.newline()
        page.element("title") { $0.text(plain(report.title)) }
        page.newline()
        page.element("style") { $0.trusted(PageStyle.sheet) }
        page.newline()
    }

    private func writeBody(_ page: inout HTML) {
        page.newline()
        if let warning = report.warning {
            page.element("p", ["class": "warning", "role": "note"]) { say(warning, &$0) }
            page.newline()
        }
        page.element("header") { page in
            page.element("h1") { say(report.title, &$0) }
            for line in report.lines { page.element("p") { say(line, &$0) } }
        }
        page.newline()
        writeContents(&page)
        page.newline()
        page.open("main")
        page.newline()
        var number = 0
        for section in report.sections {
            page.element("section", ["id": section.id]) { page in
                page.element("h2") { say(section.heading, &$0) }
                page.newline()
                for block in section.blocks { write(block, &number, &page) }
            }
            page.newline()
        }
        if !figures.isEmpty { writeSources(&page) }
        page.close("main")
        page.newline()
        page.element("footer") { page in
            page.element("p") { $0.text(speaker.label("page.same")) }
        }
        page.newline()
    }

    private func writeContents(_ page: inout HTML) {
        page.element("nav", ["aria-label": speaker.label("page.contents")]) { page in
            page.element("ul") { page in
                for section in report.sections {
                    page.element("li") { page in
                        page.element("a", ["href": "#\(section.id)"]) { say(section.heading, &$0) }
                    }
                }
                guard !figures.isEmpty else { return }
                page.element("li") { page in
                    page.element("a", ["href": "#sources"]) {
                        $0.text(speaker.label("section.sources"))
                    }
                }
            }
        }
    }

    private func write(_ block: Report.Block, _ number: inout Int, _ page: inout HTML) {
        switch block {
        case .paragraph(let words): page.element("p") { say(words, &$0) }
        case .chart(let chart):
            page.element("figure") { page in
                page.element("figcaption") { say(chart.caption, &$0) }
                page.element("div", ["class": "wide"]) { $0.trusted(drawing(chart)) }
            }
        case .figures(let figures):
            page.open("dl")
            for figure in figures {
                page.element("div") { page in
                    page.element("dt") { say(figure.label, &$0) }
                    page.element("dd") { write(figure, &number, &$0) }
                }
            }
            page.close("dl")
        case .table(let table): write(table, &number, &page)
        }
        page.newline()
    }

    private func drawing(_ chart: Chart) -> String {
        switch chart {
        case .flow(let chart): FlowDrawing(chart, speaker).svg
        case .bars(let chart): BarDrawing(chart, speaker).svg
        case .timeline(let chart): TimelineDrawing(chart, speaker).svg
        }
    }

    private func write(_ figure: Figure, _ number: inout Int, _ page: inout HTML) {
        number += 1
        let value = speaker.value(figure.value)
        guard !figure.sequences.isEmpty else { return page.text(value) }
        page.element("a", ["href": "#f\(number)", "id": "b\(number)"]) { $0.text(value) }
    }

    private func write(_ table: Table, _ number: inout Int, _ page: inout HTML) {
        guard !table.rows.isEmpty else {
            page.element("p", ["class": "none"]) { page in
                say(table.caption, &page)
                page.text(": " + speaker.label("page.nothing"))
            }
            return
        }
        page.open("div", ["class": "wide"])
        page.open("table")
        page.element("caption") { say(table.caption, &$0) }
        page.element("thead") { page in
            page.element("tr") { page in
                for column in table.columns {
                    page.element("th", ["scope": "col", "class": column.isNumber ? "n" : "w"]) {
                        say(column.title, &$0)
                    }
                }
                guard table.showsSequences else { return }
                page.element("th", ["scope": "col"]) { $0.text(speaker.label("column.sequences")) }
            }
        }
        page.newline()
        page.open("tbody")
        for row in table.rows {
            page.open("tr")
            for (index, cell) in row.cells.enumerated() {
                let name = index == 0 ? "th" : "td"
                let kind = table.columns[index].isNumber ? "n" : "w"
                page.open(name, index == 0 ? ["scope": "row", "class": kind] : ["class": kind])
                switch cell {
                case .empty: break
                case .words(let words): say(words, &page)
                case .figure(let figure): write(figure, &number, &page)
                }
                page.close(name)
            }
            if table.showsSequences {
                page.element("td", ["class": "seq", "dir": "ltr"]) {
                    $0.sequences(row.sequences)
                }
            }
            page.close("tr")
            page.newline()
        }
        page.close("tbody")
        page.close("table")
        page.close("div")
    }

    /// What every figure was counted from.
    private func writeSources(_ page: inout HTML) {
        page.open("section", ["id": "sources"])
        page.element("h2") { $0.text(speaker.label("section.sources")) }
        page.open("div", ["class": "wide"])
        page.open("table")
        page.element("thead") { page in
            page.element("tr") { page in
                for name in ["figure", "value", "sequences"] {
                    page.element("th", ["scope": "col"]) {
                        $0.text(speaker.label("column.\(name)"))
                    }
                }
            }
        }
        page.newline()
        page.open("tbody")
        for (index, figure) in figures.enumerated() where !figure.sequences.isEmpty {
            page.element("tr", ["id": "f\(index + 1)"]) { page in
                page.element("th", ["scope": "row"]) { page in
                    page.element("a", ["href": "#b\(index + 1)"]) { say(figure.label, &$0) }
                }
                page.element("td") { $0.text(speaker.value(figure.value)) }
                page.element("td", ["class": "seq", "dir": "ltr"]) {
                    $0.sequences(figure.sequences)
                }
            }
            page.newline()
        }
        page.close("tbody")
        page.close("table")
        page.close("div")
        page.close("section")
        page.newline()
    }

    private func say(_ words: Words, _ page: inout HTML) { page.runs(speaker.runs(words)) }

    private func plain(_ words: Words) -> String { speaker.runs(words).map(\.text).joined() }
}

/// RFC 4648, with padding.
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
        let left = bytes.count - index
        let group =
            UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
            | (left > 2 ? UInt32(bytes[index + 2]) : 0)
        for place in 0..<4 {
            result.append(
                place <= left
                    ? alphabet[Int(group >> (18 - 6 * UInt32(place))) & 63] : UInt8(ascii: "="))
        }
        index += 3
    }
    return String(decoding: result, as: UTF8.self)
}
