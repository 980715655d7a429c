package import BusCore

/// What is computed from the log beside the bus: the folds of the analyst thread and the queries that read what they made.
package struct Analysis: Sendable {
    /// Makes the folds, on the analyst thread.
    package var folds: @Sendable (_ log: any EventLog) throws(FoldError) -> [any Fold]
    package var handlers: [any QueryHandler] = []
    /// Told of a new roll.
    package var takeRoll: @Sendable (Roll) -> Void = { _ in }

    /// Everything that this configuration asks for.
    /// - Parameters:
    ///   - roll: who answers for everybody.
    ///   - say: one line for the operator.
    /// - Throws: what is wrong in a file of rules.
    package init(
        _ configuration: Configuration, roll: Roll, say: @escaping @Sendable (LogLine) -> Void
    ) throws(ConfigurationError) {
        let settings = try RuleSettings.read(configuration.rulesFile)
        let register = configuration.registerPath
        let watch = try OverlapRules.configured(configuration) { say(LogLine(.note, $0)) }.map {
            Watch($0, roll: roll)
        }
        folds = { log throws(FoldError) in
            var folds: [any Fold] = []
            if let register {
                let file = try RegisterFile.open(
                    path: register, log: log.identity.description, lastDurable: log.lastDurable)
                if let notice = file.notice { say(LogLine(.note, notice)) }
                folds.append(try RegisterFold(file, source: LogRegisterSource(log)))
                folds.append(
                    try SearchFold(
                        SearchIndex.open(
                            SearchIndex.path(beside: register), log: log.identity.description,
                            lastDurable: log.lastDurable)))
            }
            if let settings { folds.append(RuleFold(settings: settings)) }
            if let watch { folds.append(OverlapFold(watch)) }
            return folds
        }
        if let register {
            handlers.append(RegisterQueries(register))
            handlers.append(SearchQueries(SearchIndex.path(beside: register)))
        }
        if let watch { handlers.append(WatchQueries(watch)) }
        if let watch { takeRoll = watch.take }
    }
}

extension Configuration {
    /// Where the register is; nil for none.
    package var registerPath: String? {
        switch registerFile {
        case "none": nil
        case "auto": "\(folder)/\(RegisterFile.defaultName)"
        default: registerFile
        }
    }
}
