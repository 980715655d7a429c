internal import Events

/// Words that no text holds, for filters and rights within the full-text index: where lists are long they are intersected
/// there, and short ones are looked through by their cells.
///
/// They begin with a sign for private use, which `SearchText` takes out of texts: so nothing need tell FTS5 in which column to
/// look, which would have it copy the places of each word it passes.
enum SearchFacet {
    static let sign: Unicode.Scalar = "\u{E000}"

    static func kind(_ kind: String) -> String { word("k", letters(kind)) }
    static func country(_ code: String) -> String { word("c", letters(code)) }
    static func theme(_ code: String) -> String { word("t", letters(code)) }
    static func phase(_ code: String) -> String { word("p", letters(code)) }
    static func year(_ year: Int) -> String { word("y", "\(year)") }
    static func agency(_ code: String) -> String { word("a", letters(code)) }
    /// Who is cleared for this label may see it.
    static func cleared(_ label: Int) -> String { word("v", "\(label)") }

    /// All clearances that are enough for a label.
    static func cleared(for label: UInt8) -> [String] {
        Classification.allCases.map { Int($0.rawValue) }.filter { $0 >= label }.map(cleared)
    }

    /// The facets of a document that now has this label.
    static func relabelled(_ facets: String, _ label: UInt8) -> String {
        let others = facets.split(separator: " ").filter { !$0.hasPrefix(word("v", "")) }.map(
            String.init)
        return (others + cleared(for: label)).joined(separator: " ")
    }

    private static func word(_ kind: String, _ value: String) -> String {
        "\(sign)\(kind)\(value)"
    }

    private static func letters(_ text: String) -> String {
        String(text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
