/// Exit codes of all our programs, from sysexits(3): one a cause.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// Done.
    case ok = 0
    /// Something was found: `coordctl log verify` found damage, `agency` had events refused.
    case found = 1
    /// EX_USAGE: unknown command, option or value.
    case usage = 64
    /// EX_DATAERR: the log is damaged, or an input file is not what it says.
    case dataError = 65
    /// EX_NOINPUT: a file or folder named on the command line is not there or not readable.
    case noInput = 66
    /// EX_UNAVAILABLE: an endpoint is taken, or no bus answers.
    case unavailable = 69
    /// EX_SOFTWARE: a bug of ours; please report it.
    case software = 70
    /// EX_CANTCREAT: a folder or file cannot be written.
    case cannotCreate = 73
    /// EX_IOERR: the disk failed under the log; nothing since the last receipt is trusted.
    case ioError = 74
    /// EX_NOPERM: the bus refused what was asked.
    case noPermission = 77
    /// EX_CONFIG: the configuration is wrong.
    case config = 78

    package var meaning: String {
        switch self {
        case .ok: "done"
        case .found: "something was found or refused; the output says what"
        case .usage: "unknown command, option or value"
        case .dataError: "the log is damaged, or an input file is not what it says"
        case .noInput: "a file or folder is not there or not readable"
        case .unavailable: "an endpoint is taken, or no bus answers"
        case .software: "a fault in the program; please report it"
        case .cannotCreate: "a folder or file cannot be written"
        case .ioError: "the disk failed under the log"
        case .noPermission: "the bus refused what was asked"
        case .config: "the configuration is wrong"
        }
    }
}
