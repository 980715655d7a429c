package import TOML

/// The words of labels.toml by key and language. Built into the programs, so that a report needs no file beside them.
package struct LabelTable: Sendable {
    package struct Label: Sendable {
        /// In the order of `ReportLanguage.allCases`.
        let texts: [String]

        package subscript(language: ReportLanguage) -> String {
            texts[ReportLanguage.allCases.firstIndex(of: language) ?? 0]
        }
    }

    private var labels: [String: Label] = [:]

    package static let shared: LabelTable = {
        do {
            return try LabelTable(
                parsing: String(decoding: PackageResources.labels_toml, as: UTF8.self),
                file: "labels.toml")
        } catch {
            preconditionFailure("\(error)")  // a test reads the same file
        }
    }()

    /// - Throws: `TOMLError` with the place: not TOML, a language missing, or one that is not official.
    package init(parsing text: String, file: String) throws(TOMLError) {
        let document = try TOMLDocument(parsing: text, file: file)
        for table in document.root.members {
            guard case .table(let entries) = table.value.content else {
                throw document.error(at: table.keyPosition, "\(table.key) is no table")
            }
            for entry in entries.members {
                labels["\(table.key).\(entry.key)"] = try Self.label(entry, in: document)
            }
        }
    }

    private static func label(
        _ entry: TOMLTable.Member, in document: TOMLDocument
    ) throws(TOMLError) -> Label {
        guard case .table(let languages) = entry.value.content else {
            throw document.error(at: entry.keyPosition, "\(entry.key) has no languages")
        }
        var texts: [String] = []
        for language in ReportLanguage.allCases {
            let value = languages.members.first { $0.key == language.tag }?.value.content
            guard case .text(let text) = value, !text.isEmpty else {
                throw document.error(
                    at: entry.keyPosition, "\(entry.key) is missing in \(language.tag)")
            }
            texts.append(withNativeDigits(text, language))
        }
        guard languages.members.count == texts.count else {
            throw document.error(at: entry.keyPosition, "\(entry.key) has a language too many")
        }
        return Label(texts: texts)
    }

    /// Digits of the language, but for those of `{0}`.
    private static func withNativeDigits(_ text: String, _ language: ReportLanguage) -> String {
        var result = ""
        var isPlaceholder = false
        for character in text {
            if character == "{" { isPlaceholder = true }
            result += isPlaceholder ? String(character) : language.digits(String(character))
            if character == "}" { isPlaceholder = false }
        }
        return result
    }

    package subscript(key: String) -> Label? { labels[key] }
    package var keys: [String] { labels.keys.sorted() }
}
