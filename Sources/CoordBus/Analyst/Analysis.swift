package import BusCore
internal import Platform
internal import Synchronization

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

/// The analysis while its rules are read on a thread of their own: the log opens meanwhile.
final class PreparedAnalysis: Sendable {
    private let result = Mutex<Result<Analysis, ConfigurationError>?>(nil)
    private let done = Bell()

    /// - Parameters: as for `Analysis`.
    init(_ configuration: Configuration, roll: Roll, say: @escaping @Sendable (LogLine) -> Void) {
        OSThread(named: "prepare") {
            let result: Result<Analysis, ConfigurationError>
            do throws(ConfigurationError) {
                result = .success(try Analysis(configuration, roll: roll, say: say))
            } catch { result = .failure(error) }
            self.result.withLock { $0 = result }
            self.done.ring()
        }.detach()
    }

    /// Waits until it is there. Once.
    /// - Throws: what is wrong in a file of rules.
    func get() throws(ConfigurationError) -> Analysis {
        while true {
            if let result = result.withLock({ $0 }) { return try result.get() }
            done.wait()
        }
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
