internal import CoordBus
internal import Events
internal import Platform

/// `coordctl schema`: JSON Schemas, the AsyncAPI document, docs/events.md and docs/register.md, from their declarations.
enum SchemaCommand {
    static let command = Command(
        name: "schema", summary: "writes JSON Schemas, AsyncAPI and the list of events",
        usage: "schema [TYPE] [--output FOLDER]",
        options: [
            OptionDeclaration("--output", "FOLDER", "writes all files below this folder")
        ],
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let files =
            SchemaFiles.all() + [
                (path: "docs/register.md", text: RegisterPage.text),
                (path: "docs/rules.md", text: RulePage.text),
                (path: "config/rules.toml", text: RuleSettings.example),
            ]
        if let folder = arguments.text("--output") {
            for file in files {
                let path = folder + "/" + file.path
                guard writeFile(path, file.text) else {
                    fail(
                        .cannotCreate,
                        "schema: cannot write \(path); check the folder's permissions")
                }
            }
            writeError("coordctl: \(files.count) files written below \(folder)")
            return .ok
        }
        guard let name = arguments.positionals.first else {
            for type in EventCatalogue.all { writeOutput("\(type.name)  \(type.summary)") }
            return .ok
        }
        guard let file = files.first(where: { $0.path == "schemas/\(name).json" }) else {
            let hint = nearest(to: name, in: EventCatalogue.all.map(\.name)).map {
                "did you mean \($0)?"
            }
            throw UsageError(
                "there is no event type \(name); " + (hint ?? "coordctl schema lists them"))
        }
        writeOutput(file.text)
        return .ok
    }
}
