internal import Events
package import TOML

extension IATIOptions {
    /// Reads config/mappings/iati.toml: `dataclassification` and `[[country_by_file]]` with `pattern` and `country`.
    /// - Throws: with line and remedy for anything else.
    package init(
        parsing text: String, file: String, organisations: OrganisationTable
    ) throws(TOMLError) {
        self.init(organisations: organisations)
        let document = try TOMLDocument(parsing: text, file: file)
        let parser = MappingParser(document: document)
        try parser.check(document.root, allowed: ["dataclassification", "country_by_file"])
        if document.root["dataclassification"] != nil {
            classification = try parser.classification(document.root)
        }
        for entry in document.root["country_by_file"]?.array ?? [] {
            guard let table = entry.table, let pattern = try parser.text("pattern", in: table),
                let code = try parser.text("country", in: table)
            else {
                throw parser.error(entry, "[[country_by_file]] needs pattern and country")
            }
            try parser.check(table, allowed: ["pattern", "country"])
            guard let country = CountryCode(code), country.isListed else {
                throw parser.error(
                    table["country"], "\"\(code)\" is no ISO 3166-1 alpha-3 code, such as \"COD\"")
            }
            countryByFile.append((pattern, country.description))
        }
    }
}
