/// What is computed from the log beside the bus: the folds of the analyst thread and the queries that read what they made.
package struct Analysis: Sendable {
    /// Makes the folds, on the analyst thread.
    package var folds: @Sendable (_ log: any EventLog) throws(FoldError) -> [any Fold]
    package var handlers: [any QueryHandler] = []

    /// Everything that this configuration asks for.
    /// - Parameter say: one line for the operator.
    package init(_ configuration: Configuration, say: @escaping @Sendable (LogLine) -> Void) {
        let register = "\(configuration.folder)/\(RegisterFile.defaultName)"
        folds = { log throws(FoldError) in
            let file = try RegisterFile.open(
                path: register, log: log.identity.description, lastDurable: log.lastDurable)
            if let notice = file.notice { say(LogLine(.note, notice)) }
            return [try RegisterFold(file, source: LogRegisterSource(log))]
        }
    }
}
