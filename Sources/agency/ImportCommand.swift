internal import Agents
internal import CoordBus
internal import JSON
internal import Platform

/// `agency import`: real files become events.
enum ImportCommand {
    static let command = Command(
        name: "import", summary: "reads real files and publishes what is in them",
        usage: "import [--format iati|table|ndjson|events|drop] FILE ...",
        options: [
            OptionDeclaration(
                "--format", "NAME",
                "iati (XML), table (CSV or JSON rows), ndjson (activities), events, drop (a folder); by name if not said"
            ),
            OptionDeclaration(
                "--mapping", "FILE", "for tables: what the columns mean (default by file name)"),
            OptionDeclaration(
                "--config", "FOLDER",
                "organisations.csv and mappings/ (default ./config, else /etc/coordbus)"),
            OptionDeclaration(
                "--report", "FILE", "a JSON line for each file: what was read and refused"),
            OptionDeclaration("--quiet", "no table of files at the end"),
        ] + Destination.options,
        body: { try run($0) })

    private static let formats: [String: SourceFormat] = [
        "iati": .iati, "table": .table, "ndjson": .normalised, "events": .events,
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let paths = arguments.positionals
        guard !paths.isEmpty else {
            throw UsageError("name one or more files, or a folder for --format drop")
        }
        let format = arguments.text("--format")
        guard format == nil || format == "drop" || formats[format ?? ""] != nil else {
            throw UsageError("--format \(format ?? ""): use iati, table, ndjson, events or drop")
        }
        let configuration = try AdapterConfiguration(
            folder: configurationFolder(arguments), files: DiskFileSystem())
        let mapping = try arguments.text("--mapping").map { try readMapping($0) }
        let destination = try Destination(arguments, order: .byAgency)
        var importer = Importer(destination, total: paths.count)
        if format == "drop" {
            for path in paths { try importer.drop(path) }
        } else {
            // All are looked at first, so that a slip in the last name doesn't show after an hour.
            var sources: [(path: String, source: any EventSource)] = []
            for path in paths {
                _ = try DiskFileSystem().open(path, .read)
                guard
                    let kind = format.flatMap({ formats[$0] }) ?? configuration.format(ofFile: path)
                else { throw UsageError("\(path): what is it? say --format") }
                sources.append(
                    (path, try configuration.source(path: path, format: kind, mapping: mapping)))
            }
            for (path, source) in sources { try importer.read(source, path: path) }
        }
        let code = try destination.finish()
        if let path = arguments.text("--report") { try importer.writeReport(to: path) }
        if !arguments.has("--quiet") { importer.printSummary() }
        return code != .ok ? code : importer.isClean ? .ok : .found
    }

    private static func configurationFolder(_ arguments: Arguments) -> String {
        if let folder = arguments.text("--config") { return folder }
        return readText("config/organisations.csv") != nil ? "config" : "/etc/coordbus"
    }

    private static func readMapping(_ path: String) throws -> TableMapping {
        guard let text = readText(path) else {
            fail(
                .noInput,
                "import: \(path) cannot be read; name a file such as config/mappings/un-requests.toml"
            )
        }
        do {
            return try TableMapping(parsing: text, file: path)
        } catch {
            fail(.config, "import: \(error)")
        }
    }
}
