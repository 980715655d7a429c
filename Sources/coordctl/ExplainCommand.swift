internal import BusCore
internal import CoordBus
internal import Platform

/// `coordctl explain`: what a code of the bus means and what to do about it.
enum ExplainCommand {
    static let command = Command(
        name: "explain", summary: "says what a code of the bus means and how to mend it",
        usage: "explain [CODE ...] [--page | --catalogue]",
        options: [
            OptionDeclaration("--page", "all of docs/errors.md"),
            OptionDeclaration("--catalogue", "the entries that `journalctl -x` shows"),
        ],
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        if arguments.has("--page") {
            writeAll(Array(ErrorPage.text.utf8).span, to: 1)
            return .ok
        }
        if arguments.has("--catalogue") {
            writeAll(Array(MessageCatalogue.text.utf8).span, to: 1)
            return .ok
        }
        guard !arguments.positionals.isEmpty else {
            for error in ErrorExplanation.all { writeOutput("\(error.code)  \(error.name)") }
            return .ok
        }
        for word in arguments.positionals {
            guard let code = UInt16(word), let error = ErrorExplanation.of(code) else {
                throw UsageError("\(word) is no code of the bus; coordctl explain lists them")
            }
            writeOutput(
                """
                \(error.code) \(error.name)
                cause   \(error.cause)
                remedy  \(error.remedy)
                again   \(error.again)
                """)
        }
        return .ok
    }
}
