internal import BusCore
internal import CoordBus
internal import Events
internal import Platform
internal import ZeroMQ

/// `coordctl agency add, rotate, suspend, resume, list`: the roll, edited in its file. A running coordd takes it up on SIGHUP.
enum AgencyCommands {
    private static let rollOption = OptionDeclaration(
        "--roll", "FILE", "the roll (default \(Configuration().rollFile))")
    private static let keyOption = OptionDeclaration(
        "--key", "KEY", "public key, or the .pub file that holds it")

    static let add = Command(
        name: "agency add", summary: "puts an agency on the roll",
        usage:
            "agency add CODE --key KEY [--name NAME] [--class CLASS] [--roles LIST] [--clearance LABEL]",
        options: [
            keyOption, OptionDeclaration("--name", "NAME", "for people (default the code)"),
            OptionDeclaration(
                "--class", "CLASS",
                "\(AgencyClass.allCases.map(\.rawValue).joined(separator: ", ")) (default un)"),
            OptionDeclaration(
                "--roles", "LIST", "what it is for, such as operator or implementer,observer"),
            OptionDeclaration("--clearance", "LABEL", "what it reads (default by its class)"),
            rollOption,
        ],
        body: { arguments in
            let code = try code(arguments)
            let key = try publicKey(arguments)
            return try edit(arguments) { editor throws(ConfigurationError) in
                try editor.add(
                    code: code, name: arguments.text("--name") ?? code,
                    kind: arguments.text("--class") ?? "un", key: key,
                    roles: (arguments.text("--roles") ?? "").split(separator: ",").map(String.init),
                    clearance: arguments.text("--clearance"))
                return "\(code) is on the roll"
            }
        })

    static let rotate = Command(
        name: "agency rotate", summary: "gives an agency a new key",
        usage: "agency rotate CODE --key KEY [--overlap-hours N]",
        options: [
            keyOption,
            OptionDeclaration(
                "--overlap-hours", "N", "how long the old key goes on (default 168, 0: not at all)"),
            rollOption,
        ],
        body: { arguments in
            let code = try code(arguments)
            let key = try publicKey(arguments)
            let hours = try arguments.integer("--overlap-hours", in: 0...8_784, default: 168)
            let until = wallNanoseconds() + UInt64(hours) * 3_600_000_000_000
            return try edit(arguments) { editor throws(ConfigurationError) in
                try editor.rotate(code, to: key, oldUntil: hours == 0 ? nil : until)
                return "\(code) has a new key"
            }
        })

    static let suspend = Command(
        name: "agency suspend", summary: "shuts an agency out until it is resumed",
        usage: "agency suspend CODE", options: [rollOption],
        body: { arguments in
            let code = try code(arguments)
            return try edit(arguments) { editor throws(ConfigurationError) in
                try editor.suspend(code, true)
                return "\(code) is suspended"
            }
        })

    static let resume = Command(
        name: "agency resume", summary: "lets a suspended agency in again",
        usage: "agency resume CODE", options: [rollOption],
        body: { arguments in
            let code = try code(arguments)
            return try edit(arguments) { editor throws(ConfigurationError) in
                try editor.suspend(code, false)
                return "\(code) may connect again"
            }
        })

    static let list = Command(
        name: "agency list", summary: "shows the roll",
        usage: "agency list", options: [rollOption],
        body: { arguments in
            let roll = read(path(arguments)).roll
            let now = wallNanoseconds()
            for agency in roll.agencies { writeOutput(line(agency, at: now)) }
            return .ok
        })

    private static func line(_ agency: AgencyRecord, at now: UInt64) -> String {
        let valid = agency.keys.filter { $0.isValid(at: now) }.count
        let code = agency.code.description
        var parts = [
            code + String(repeating: " ", count: max(1, 14 - code.count)),
            agency.kind.rawValue, "reads \(agency.clearance)",
            valid == 1 ? "1 key" : "\(valid) keys",
        ]
        if !agency.roles.isEmpty {
            parts.append(agency.roles.map(\.rawValue).sorted().joined(separator: "+"))
        }
        if !agency.actsFor.isEmpty {
            parts.append("acts for \(agency.actsFor.map(\.description).joined(separator: ", "))")
        }
        if agency.isSuspended { parts.append("SUSPENDED") }
        return parts.joined(separator: "  ") + "  " + agency.name
    }

    // MARK: Parts of all

    private static func path(_ arguments: Arguments) -> String {
        arguments.text("--roll") ?? environment("COORDBUS_SECURITY_ROLL")
            ?? Configuration().rollFile
    }

    private static func code(_ arguments: Arguments) throws(UsageError) -> String {
        guard let code = arguments.positionals.first, arguments.positionals.count == 1,
            AgencyCode(code) != nil
        else {
            throw UsageError(
                "say one agency code: 1 to 24 small letters, digits and -, such as undp")
        }
        return code
    }

    private static func publicKey(_ arguments: Arguments) throws -> String {
        guard let key = arguments.text("--key") else {
            throw UsageError("--key is missing; give the public key that coordctl keygen shows")
        }
        return Z85.isKey(key) ? key : try KeyFile.publicKey(key)
    }

    private static func read(_ path: String) -> RollFile {
        do throws(ConfigurationError) {
            return try RollFile(path: path)
        } catch {
            fail(.config, "agency: \(error)")
        }
    }

    private static func edit(
        _ arguments: Arguments, _ change: (inout RollEditor) throws(ConfigurationError) -> String
    ) throws -> ExitCode {
        let path = path(arguments)
        do throws(ConfigurationError) {
            guard let text = readText(path) else {
                throw ConfigurationError("\(path): cannot be read; give another with --roll FILE")
            }
            var editor = try RollEditor(path: path, text: text)
            let done = try change(&editor)
            try replace(path, try editor.finished())
            writeError("coordctl: \(done); `systemctl reload coordd` lets the bus take it up")
            return .ok
        } catch {
            fail(.config, "agency: \(error)")
        }
    }

    private static func replace(_ path: String, _ text: String) throws(ConfigurationError) {
        do throws(FileError) {
            try replaceTextFile(path, text)
        } catch {
            throw ConfigurationError("\(error); is the folder yours to write?")
        }
    }
}
