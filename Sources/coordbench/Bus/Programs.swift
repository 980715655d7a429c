internal import CoordBus
internal import Platform

/// Where the programs are that measurements start: beside this one, unless told otherwise.
struct Programs {
    let coordd: String
    let coordctl: String
    /// This program, for children of its own.
    let coordbench: String

    static let option = OptionDeclaration(
        "--programs", "FOLDER", "where coordd and coordctl are (default beside coordbench)")
    static let daemonOption = OptionDeclaration(
        "--coordd", "PATH", "another coordd than the one beside coordbench")

    init(_ arguments: Arguments) throws(UsageError) {
        coordbench = ownPath()
        let folder =
            arguments.text("--programs")
            ?? String(coordbench[..<(coordbench.lastIndex(of: "/") ?? coordbench.endIndex)])
        coordd = arguments.text("--coordd") ?? "\(folder)/coordd"
        coordctl = "\(folder)/coordctl"
        guard isExecutable(coordd) else {
            throw UsageError("\(coordd) cannot be executed; build it, or name it with --coordd")
        }
    }
}
