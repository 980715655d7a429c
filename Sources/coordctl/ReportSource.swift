internal import CoordBus
internal import Events
internal import Platform
internal import Reports

/// Where reports come from: a register, which is a SQLite file beside the log, read without disturbing who writes it.
enum ReportSource {
    static let options = [
        LogCommands.folder,
        OptionDeclaration(
            "--register", "FILE",
            "the register (default \(RegisterFile.defaultName) in the log's folder)"),
    ]

    static func folder(_ arguments: Arguments) -> String {
        arguments.text("--data") ?? environment("COORDBUS_LOG_FOLDER") ?? Configuration().folder
    }

    static func register(_ arguments: Arguments) throws(FoldError) -> Register {
        try Register.open(
            arguments.text("--register") ?? "\(folder(arguments))/\(RegisterFile.defaultName)")
    }

    /// The label up to which events are shown.
    static func audience(_ arguments: Arguments, default label: Classification) throws(UsageError)
        -> Int
    {
        guard let text = arguments.text("--audience") else { return Int(label.rawValue) }
        guard let label = Classification(text) else {
            let words = Classification.allCases.map(\.description).joined(separator: ", ")
            throw UsageError("--audience is \(text); use one of \(words)")
        }
        return Int(label.rawValue)
    }

    /// A day of the calendar, written `YYYY-MM-DD`.
    static func day(_ name: String, _ arguments: Arguments) throws(UsageError) -> String? {
        guard let text = arguments.text(name) else { return nil }
        guard text.utf8.count == 10, let day = CivilDay(firstOf: text),
            CivilDay(days: day.days) == day
        else { throw UsageError("\(name) is \(text); write a day such as 2018-07-31") }
        return text
    }
}

/// How a report is written, and where to.
enum ReportOutput {
    static let options = [
        OptionDeclaration("--language", "CODE", "ar, en, es, fr, ru or zh (default en)"),
        OptionDeclaration(
            "--form", "FORM",
            "text, markdown, html, csv or json (default text, or by --output's name)"),
        OptionDeclaration("--output", "FILE", "where to write it (default standard output)"),
        OptionDeclaration(
            "--audience", "LABEL", "shows events labelled so or wider, from public to focal-point"),
    ]

    struct Choice {
        let language: ReportLanguage
        let form: ReportForm
        let path: String?
    }

    static func choice(_ arguments: Arguments) throws(UsageError) -> Choice {
        let tag = arguments.text("--language") ?? "en"
        guard let language = ReportLanguage(rawValue: tag) else {
            throw UsageError("--language is \(tag); use ar, en, es, fr, ru or zh")
        }
        let path = arguments.text("--output")
        let form: ReportForm
        if let name = arguments.text("--form") {
            guard let named = ReportForm(rawValue: name) else {
                throw UsageError("--form is \(name); use text, markdown, html, csv or json")
            }
            form = named
        } else {
            form = path.flatMap(form(ofFile:)) ?? .text
        }
        return Choice(language: language, form: form, path: path)
    }

    private static func form(ofFile path: String) -> ReportForm? {
        switch path.split(separator: ".").last {
        case "md": .markdown
        case "html", "htm": .html
        case "csv": .csv
        case "json": .json
        case "txt": .text
        default: nil
        }
    }

    /// - Returns: the text that was written.
    @discardableResult
    static func write(_ report: Report, _ choice: Choice, _ name: String) -> String {
        let text = report.written(as: choice.form, in: choice.language)
        if let path = choice.path {
            guard writeFile(path, text) else {
                fail(.cannotCreate, "\(name): \(path) cannot be written; check folder and disk")
            }
        } else {
            writeOutput(text: text)
        }
        return text
    }
}
