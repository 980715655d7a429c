internal import Platform
internal import Systemd

/// Where lines for the operator go: with their fields into the journal when that is what reads standard error, as plain
/// lines everywhere else.
package enum OperatorLog {
    /// - Parameter program: stands before a plain line.
    package static func say(_ line: LogLine, as program: String) {
        if Journal.readsStandardError, Journal.send(line.fields) { return }
        writeError("\(program): \(line.text)")
    }
}
