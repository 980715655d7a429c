internal import BusCore
internal import CoordBus
internal import Events
internal import Platform

/// `coordctl person add|remove|list`: who may sign in to the page and send events over HTTP.
enum PersonCommands {
    private static let file = OptionDeclaration(
        "--roll", "FILE", "the roll (default \(Configuration().rollFile))")
    private static let reload = "Make it known to a running coordd: systemctl reload coordd"

    static let add = Command(
        name: "person add", summary: "lets a person sign in, and prints the token once",
        usage:
            "person add CODE --agency AGENCY [--name NAME] [--right verdict|publish|watch ...] [--roll FILE]",
        options: [
            OptionDeclaration("--agency", "AGENCY", "whose the person is"),
            OptionDeclaration("--name", "NAME", "shown on the page (default: the code)"),
            OptionDeclaration(
                "--right", "RIGHT",
                "beside reading: verdict, publish or watch; once for each"),
            file,
        ],
        body: { arguments in
            guard arguments.positionals.count == 1, let code = arguments.positionals.first else {
                throw UsageError(
                    "name one person by a short code, e.g. person add amina --agency ead")
            }
            guard let agency = arguments.text("--agency").flatMap({ AgencyCode($0) }) else {
                throw UsageError("--agency is missing or no agency code; e.g. --agency ead")
            }
            var rights: [PersonRight] = []
            for word in arguments.all("--right") {
                guard let right = PersonRight(rawValue: word) else {
                    let known = PersonRight.allCases.map(\.rawValue).joined(separator: ", ")
                    throw UsageError("--right is \(word); use one of \(known)")
                }
                rights.append(right)
            }
            let token = try PersonEditor.add(
                code: code, agency: agency, name: arguments.text("--name") ?? code, rights: rights,
                to: path(arguments))
            writeOutput(token)
            writeError(
                "This is the token of \(code). It is nowhere else: hand it over and forget it. \(reload)"
            )
            return .ok
        })

    static let remove = Command(
        name: "person remove", summary: "takes a person out, and with that the token",
        usage: "person remove CODE [--roll FILE]", options: [file],
        body: { arguments in
            guard arguments.positionals.count == 1, let code = arguments.positionals.first else {
                throw UsageError("name one person, e.g. person remove amina")
            }
            try PersonEditor.remove(code: code, from: path(arguments))
            writeError("\(code) is out. \(reload)")
            return .ok
        })

    static let list = Command(
        name: "person list", summary: "shows who may sign in",
        usage: "person list [--roll FILE]", options: [file],
        body: { arguments in
            for person in try RollFile(path: path(arguments)).roll.persons {
                let rights = person.rights.map(\.rawValue).sorted().joined(separator: ",")
                writeOutput(
                    "\(person.code)\t\(person.agency)\t\(rights.isEmpty ? "-" : rights)\t\(person.name)"
                )
            }
            return .ok
        })

    private static func path(_ arguments: Arguments) -> String {
        arguments.text("--roll") ?? Configuration().rollFile
    }
}
