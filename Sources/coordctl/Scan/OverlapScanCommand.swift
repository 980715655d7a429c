internal import Agents
internal import CoordBus
internal import Overlap
internal import Platform

/// `coordctl overlap scan`: who gives the same help twice, in files, without a daemon.
enum OverlapScanCommand {
    static let command = Command(
        name: "overlap scan", summary: "finds the same help twice in files, without a daemon",
        usage: "overlap scan [--format text|json|csv|html] FILE ...",
        options: [
            OptionDeclaration("--format", "NAME", "text, json, csv or html (text)"),
            OptionDeclaration("--output", "FILE", "write there instead of the terminal"),
            OptionDeclaration("--band", "NAME", "show from look, likely or strong on (likely)"),
            OptionDeclaration("--country", "CODE", "only this country, e.g. BGD"),
            OptionDeclaration("--language", "CODE", "reasons in en, fr, es, ru, ar or zh (en)"),
            OptionDeclaration(
                "--calendar", "FILE", "national votes: CSV with iso2, type, event, date"),
            OptionDeclaration(
                "--mapping", "FILE", "for tables: what the columns mean (default by file name)"),
            OptionDeclaration(
                "--config", "FOLDER",
                "organisations.csv, mappings/ and overlap/ (default ./config, else /etc/coordbus)"),
        ],
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard !arguments.positionals.isEmpty else {
            throw UsageError("name one or more files: IATI XML, tables, NDJSON")
        }
        let format = arguments.text("--format") ?? "text"
        guard ["text", "json", "csv", "html"].contains(format) else {
            throw UsageError("--format \(format): use text, json, csv or html")
        }
        let bandName = arguments.text("--band") ?? "likely"
        guard let band = PairVerdict.Band.allCases.first(where: { $0.name == bandName }),
            band != .none
        else { throw UsageError("--band \(bandName): use look, likely or strong") }
        let folder =
            arguments.text("--config")
            ?? (readText("config/overlap/lexicon.toml") != nil ? "config" : "/etc/coordbus")
        let tools = try ScanTools(folder: folder, calendar: arguments.text("--calendar"))
        let language = arguments.text("--language") ?? "en"
        guard tools.words.languages.contains(language) else {
            throw UsageError(
                "--language \(language): use one of \(tools.words.languages.joined(separator: ", "))"
            )
        }
        var scan = OverlapScan(tools)
        for path in arguments.positionals {
            try scan.read(path, mapping: arguments.text("--mapping"))
        }
        let report = scan.report(
            least: band, country: arguments.text("--country"), language: language)
        let text =
            switch format {
            case "json": ScanJSON.text(report)
            case "csv": ScanCSV.text(report)
            case "html": ScanPage.text(report)
            default: ScanText.text(report)
            }
        if let path = arguments.text("--output") {
            try DiskFileSystem().open(path, .create).write(Array((text + "\n").utf8).span, at: 0)
        } else {
            writeOutput(text)
        }
        for fault in report.faults.prefix(20) { writeError("coordctl: \(fault)") }
        return .ok
    }
}
