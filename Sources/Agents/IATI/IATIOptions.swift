internal import XML

/// What the reader of IATI files is told from outside.
package struct IATIOptions: Sendable {
    package var organisations: OrganisationTable
    /// Alpha-3 country of activities that state none, by file name: the first pattern that fits counts.
    package var countryByFile: [(pattern: String, country: String)] = []
    /// CloudEvents `dataclassification`; what is published as IATI is public.
    package var classification: String? = "public"

    package init(organisations: OrganisationTable = OrganisationTable()) {
        self.organisations = organisations
    }

    func country(forFile name: String) -> String? {
        countryByFile.first { FilePattern.matches(name, $0.pattern) }?.country
    }
}

/// What an activity inherits from its file.
struct IATIContext {
    let file: String
    let options: IATIOptions
    let fileCountry: String?
    private(set) var version: String?
    private(set) var generated: String?
    private(set) var language: String?
    private(set) var currency: String?

    init(file: String, options: IATIOptions) {
        self.file = file
        self.options = options
        fileCountry = options.country(forFile: file)
    }

    /// The attributes of the outermost element; for a bare activity they are its own and say the same.
    mutating func readRoot(_ attributes: [XMLAttribute]) {
        for attribute in attributes {
            switch attribute.name {
            case "version": version = attribute.value.tidied.nonEmpty
            case "generated-datetime": generated = Timestamp.normalised(attribute.value.tidied)
            case "xml:lang": language = attribute.value
            case "default-currency": currency = attribute.value
            default: break
            }
        }
    }
}

/// File names with `*` for any run of characters, without regard to capitals.
enum FilePattern {
    static func matches(_ name: String, _ pattern: String) -> Bool {
        matches(Array(name.lowercased().utf8)[...], Array(pattern.lowercased().utf8)[...])
    }

    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == UInt8(ascii: "*") {
            return matches(name, pattern.dropFirst())
                || !name.isEmpty && matches(name.dropFirst(), pattern)
        }
        return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
    }
}
