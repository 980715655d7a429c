internal import Overlap

/// A scan as one HTML page that needs nothing beside it: no script, picture or style from elsewhere.
///
/// Its policy lets in exactly one script and one style, known by their digests, so that no text of a record can ever become one; all texts are
/// escaped besides.
enum ScanPage {
    static func text(_ report: ScanReport) -> String {
        let countries = Set(report.pairs.map(\.country)).sorted()
        let agencies = Set(report.pairs.flatMap { $0.first.agencies + $0.second.agencies })
            .sorted()
        let bands = ["strong", "likely", "look"].filter { name in
            report.pairs.contains { $0.verdict.band.name == name }
        }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(ScanPageParts.styleDigest)'; script-src '\(ScanPageParts.scriptDigest)'; base-uri 'none'; form-action 'none'">
            <title>The same help twice</title><style>\(ScanPageParts.style)</style></head><body>
            <header><h1>The same help twice</h1>
            <p>\(report.records) records in \(report.files.count) files: <b id="shown">\(report.pairs.count)</b> of \(report.pairs.count) pairs from <i>\(report.least.name)</i> on, \(report.clusters.count) baskets.\(report.explained.isEmpty ? "" : " Explained by their publishers: \(escaped(report.explainedWords)).")\(report.faults.isEmpty ? "" : " \(report.faults.count) records could not be read.")</p>
            <nav aria-label="filters">
            \(choice("country", "Country", countries))\(choice("agency", "Agency", agencies))\(choice("band", "Band", bands))
            </nav></header><main>
            \(report.clusters.enumerated().map { cluster($0 + 1, $1) }.joined(separator: "\n"))
            \(report.pairs.map { pair($0, report.language) }.joined(separator: "\n"))
            <p id="none" hidden>No pair fits the filters.</p>
            </main><script>\(ScanPageParts.script)</script></body></html>
            """
    }

    private static func choice(_ name: String, _ label: String, _ values: [String]) -> String {
        "<label>\(label) <select id=\"\(name)\"><option value=\"\">all</option>"
            + values.map { "<option>\(escaped($0))</option>" }.joined() + "</select></label>\n"
    }

    private static func cluster(_ number: Int, _ sides: [ScanSide]) -> String {
        let rows = sides.map { side in
            "<li><b>\(escaped(side.agency))</b> \(escaped(side.title)) <small>\(escaped(side.period))</small></li>"
        }
        return """
            <details class="basket" id="basket\(number)"><summary>Basket \(number): \(sides.count) records of one help by \(escaped(Set(sides.flatMap(\.agencies)).sorted().joined(separator: ", ")))</summary><ul>\(rows.joined())</ul></details>
            """
    }

    private static func pair(_ pair: ScanPair, _ language: String) -> String {
        let agencies = (pair.first.agencies + pair.second.agencies).joined(separator: "|")
        let terms = pair.terms.map { term in
            let width = min(20, Int((abs(term.weight) * 6).rounded()))
            return """
                <li><span class="weight">\(ScanText.signed(term.weight))</span><span class="bar w\(width) \(term.weight < 0 ? "against" : "for")"></span><span dir="auto">\(escaped(term.words))</span></li>
                """
        }
        return """
            <article class="pair" data-country="\(escaped(pair.country))" data-band="\(pair.verdict.band.name)" data-agency="\(escaped(agencies))" data-basket="\(pair.cluster)">
            <h2><span class="\(pair.verdict.band.name)">\(pair.verdict.band.name)</span> \(pair.verdict.kind.rawValue), \(escaped(pair.country)), \(ScanText.percent(pair.verdict.probability)) %\(pair.cluster > 0 ? " <a href=\"#basket\(pair.cluster)\">basket \(pair.cluster)</a>" : "")</h2>
            <div class="sides">\(side(pair.first, beside: pair.second))\(side(pair.second, beside: pair.first))</div>
            <ul class="terms" lang="\(language)">\(terms.joined())</ul></article>
            """
    }

    private static func side(_ side: ScanSide, beside other: ScanSide) -> String {
        let description =
            side.description.isEmpty
            ? "" : "<p dir=\"auto\">\(escaped(String(side.description.prefix(600))))</p>"
        let details = [side.id, side.period, side.amount].filter { !$0.isEmpty }
        return """
            <section><h3>\(escaped(side.agency))</h3><p class="title" dir="auto">\(marked(side.title, beside: other.title))</p><p><small>\(details.map(escaped).joined(separator: "<br>"))</small></p>\(description)</section>
            """
    }

    /// The words that the other title does not have are marked.
    static func marked(_ title: String, beside other: String) -> String {
        let known = Set(folded(other))
        return title.split(separator: " ").map { word in
            let differs = folded(String(word)).contains { !known.contains($0) }
            let text = escaped(String(word))
            return differs ? "<mark>\(text)</mark>" : text
        }.joined(separator: " ")
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // Marks that turn the direction of all text behind them.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
