/// The forms a report can be written in.
package enum ReportForm: String, CaseIterable, Sendable {
    case text, markdown, html, csv, json
}

extension Report {
    /// The report's bytes: UTF-8 that ends with a line end. The same report, form and language give the same bytes.
    package func written(as form: ReportForm, in language: ReportLanguage) -> String {
        let speaker = Speaker(language)
        return switch form {
        case .text: TextWriter(self, speaker).write()
        case .markdown: MarkdownWriter(self, speaker).write()
        case .html: PageWriter(self, speaker).write()
        case .csv: CSVWriter(self, speaker).write()
        case .json: ReportJSONWriter(self, speaker).write()
        }
    }
}
