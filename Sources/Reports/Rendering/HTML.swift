/// Builds HTML: text always goes through `text`, attributes through `element`, so that nothing published becomes markup.
struct HTML {
    /// UTF-8. A report may have fifty million bytes: joined as texts, they took most of its time.
    private(set) var bytes: [UInt8] = []

    var output: String { String(decoding: bytes, as: UTF8.self) }

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        trusted("<")
        trusted(name)
        for (key, value) in attributes {
            trusted(" ")
            trusted(key)
            trusted("=\"")
            text(value)
            trusted("\"")
        }
        trusted(">")
    }

    mutating func close(_ name: String) {
        trusted("</")
        trusted(name)
        trusted(">")
    }

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ body: (inout HTML) -> Void
    ) {
        open(name, attributes)
        body(&self)
        close(name)
    }

    mutating func text(_ text: String) { trusted(Self.escaped(text)) }

    /// `3, 7-12, 40`.
    mutating func sequences(_ sequences: SequenceSet) { sequences.write(to: &bytes) }

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

    mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

    /// Markup that this package wrote itself: style sheets and finished SVG.
    mutating func trusted(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

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
