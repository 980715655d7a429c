/// Names of countries in the official languages, from iso-codes (scripts/country-names writes the table).
package struct CountryNames: Sendable {
    private var names: [String: [String]] = [:]
    private var languages: [String] = []

    package static let shared = CountryNames(
        String(decoding: PackageResources.countries_csv, as: UTF8.self))

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = Self.fields(line)
            if languages.isEmpty {
                languages = Array(fields.dropFirst())
            } else {
                names[fields[0]] = Array(fields.dropFirst())
            }
        }
    }

    /// - Parameter code: ISO 3166-1 alpha-3, one withdrawn or `XKX`.
    /// - Returns: nil for a code that nobody named.
    package func name(_ code: String, in language: ReportLanguage) -> String? {
        guard let names = names[code], let column = languages.firstIndex(of: language.tag) else {
            return nil
        }
        return names[column]
    }

    /// One line of RFC 4180.
    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = []
        var field = ""
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
