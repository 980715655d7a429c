/// The kinds of lines that coordd writes for operators. Each has a message id that never changes, a priority of syslog(3) and
/// an explanation for the journal's catalogue.
package enum LogMessage: UInt16, Sendable, CaseIterable {
    case note = 1
    case started = 2
    case stopped = 3
    case sessionOpened = 4
    case sessionEnded = 5
    case refused = 6
    case doorClosed = 7
    case doorOpened = 8
    case reloaded = 9
    case notReloaded = 10
    case logMended = 11
    case logDamaged = 12
    case failed = 13
    case analysisStopped = 14
    case ownEventRefused = 15

    private static let idBase = "c00dba5e9d4b4a0fb1d672164017"

    /// 32 hexadecimal digits. Those of the codes of the bus end with the code.
    package static func id(_ number: UInt16) -> String {
        let digits = String(number)
        return idBase + String(repeating: "0", count: 4 - digits.count) + digits
    }

    package var id: String { Self.id(rawValue) }

    /// As in syslog(3): 2 critical, 3 error, 4 warning, 5 notice, 6 information.
    package var priority: Int {
        switch self {
        case .failed: 2
        case .doorClosed, .logDamaged, .analysisStopped, .ownEventRefused: 3
        case .refused, .notReloaded, .logMended: 4
        case .started, .stopped, .doorOpened, .reloaded: 5
        case .note, .sessionOpened, .sessionEnded: 6
        }
    }

    package var subject: String {
        switch self {
        case .note: "A remark"
        case .started: "The bus takes events"
        case .stopped: "The bus has stopped"
        case .sessionOpened: "An agency has connected"
        case .sessionEnded: "An agency's session has ended"
        case .refused: "The bus refused something"
        case .doorClosed: "The bus takes no events"
        case .doorOpened: "The bus takes events again"
        case .reloaded: "The configuration was taken up"
        case .notReloaded: "The configuration was not taken up"
        case .logMended: "The log was put in order"
        case .logDamaged: "The log is damaged"
        case .failed: "The bus could not start or had to end"
        case .analysisStopped: "The analysis has stopped"
        case .ownEventRefused: "The bus refused an event of its own"
        }
    }

    package var cause: String {
        switch self {
        case .note: "The line says all."
        case .started: "coordd has opened its log and answers on its endpoint."
        case .stopped: "Asked to stop. Everything that was accepted is on disk and receipted."
        case .sessionOpened: "A client said hello."
        case .sessionEnded:
            "The client said goodbye, lost its connection, was silent for too long, or read nothing."
        case .refused: "A message or an event was not as it must be; ERROR_CODE says which rule."
        case .doorClosed:
            "The disk under the log is full. Reading goes on, publishing is refused with 507."
        case .doorOpened: "There is room on the disk again."
        case .reloaded: "SIGHUP was received and the file is good."
        case .notReloaded:
            "SIGHUP was received and the file holds a mistake. What was in force before stays in force."
        case .logMended:
            "The process or the machine was stopped while it wrote. Nothing that was receipted is lost."
        case .logDamaged:
            "Bytes on the disk are not those that were written: a faulty disk, memory or copy."
        case .analysisStopped:
            "Part of the log can't be read, or a fault in the program. Publishing and reading go on; flags, verdicts and "
                + "the register stand still."
        case .ownEventRefused:
            "A fault in the program: what it derived from the log does not fit the catalogue."
        case .failed: "ERROR_CODE is the exit code; the line says what was in the way."
        }
    }

    package var remedy: String {
        switch self {
        case .note, .started, .stopped, .sessionOpened, .doorOpened, .logMended: "Nothing to do."
        case .sessionEnded:
            "Nothing to do when it comes back; else ask the agency to look at its adapter."
        case .refused: "`coordctl explain CODE` says how the agency mends it."
        case .doorClosed:
            "Make room on that disk, or move the log to a larger one. coordd notices by itself and goes on."
        case .reloaded: "Restart coordd when the line names settings that need it."
        case .notReloaded: "Mend the line that is named, try `coordd --check`, reload again."
        case .logDamaged:
            "Run `coordctl log verify`; restore the file that it names from a backup with `coordctl restore`."
        case .analysisStopped:
            "Run `coordctl log verify`, mend what it names, restart coordd. When the log is whole, report the line."
        case .ownEventRefused: "Report the line; nothing that agencies published is affected."
        case .failed:
            "Do what the line says. systemd restarts coordd after failures, but not when the log is damaged (65) or the "
                + "configuration is wrong (78)."
        }
    }
}
