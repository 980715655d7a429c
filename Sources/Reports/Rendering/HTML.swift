/// Builds HTML: text always goes through `text`, attributes through `element`, so that nothing published becomes markup.
struct HTML {
    private(set) var output = ""

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        output += "<\(name)"
        for (key, value) in attributes { output += " \(key)=\"\(Self.escaped(value))\"" }
        output += ">"
    }

    mutating func close(_ name: String) { output += "</\(name)>" }

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ body: (inout HTML) -> Void
    ) {
        open(name, attributes)
        body(&self)
        close(name)
    }

    mutating func text(_ text: String) { output += Self.escaped(text) }

    mutating func runs(_ runs: [Run]) {
        for run in runs {
            switch run.sort {
            case .own: text(run.text)
            case .code: element("bdi", ["dir": "ltr", "class": "code"]) { $0.text(run.text) }
            case .foreign(let language?): element("bdi", ["lang": language]) { $0.text(run.text) }
            case .foreign(nil): element("bdi") { $0.text(run.text) }
            }
        }
    }

    mutating func newline() { output += "\n" }

    /// Markup that this package wrote itself: style sheets and finished SVG.
    mutating func trusted(_ markup: String) { output += markup }

    static func escaped(_ text: String) -> String {
        guard
            text.utf8.contains(where: {
                $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 < 0x20
            })
        else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result += " "
            case "\0"..<" ": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
