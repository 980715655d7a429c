package import BusCore
internal import Platform
internal import Synchronization

/// What is computed from the log beside the bus: folds, and the queries that read what they made.
package struct Analysis: Sendable {
    /// Folds that share a thread. What is slow in one part holds up no other: the register must not wait for a watch that compares
    /// a record with thousands. Each part reads the log for itself, so there are not more of them than that asks for.
    package struct Part: Sendable {
        /// Of the thread, and of who submits what it derives.
        package let name: String
        /// Runs only where nobody else wants to: what it finds may be late, the bus and the register are not.
        package var standsBack = false
        /// Makes the folds, on the part's thread. Threads of their own give way to the traffic.
        package let folds:
            @Sendable (_ log: any EventLog, _ traffic: BusTraffic) throws(FoldError) -> [any Fold]
    }

    package var parts: [Part] = []
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
        let watch = try OverlapRules.configured(configuration) { say(LogLine(.note, $0)) }.map {
            Watch($0, roll: roll)
        }
        let register = configuration.registerPath
        if register != nil || settings != nil {
            parts.append(
                Part(name: "analyst") { log, traffic throws(FoldError) in
                    var folds: [any Fold] = []
                    if let register { folds += try Self.keeping(register, log, traffic, say) }
                    if let settings { folds.append(RuleFold(settings: settings)) }
                    return folds
                })
        }
        if let register {
            handlers.append(RegisterQueries(register))
            handlers.append(SearchQueries(SearchIndex.path(beside: register)))
        }
        if let watch {
            parts.append(
                Part(name: "overlaps", standsBack: true) { _, _ throws(FoldError) in
                    [OverlapFold(watch)]
                })
            handlers.append(WatchQueries(watch))
            takeRoll = watch.take
        }
    }

    /// What has files: register and search index.
    private static func keeping(
        _ register: String, _ log: any EventLog, _ traffic: BusTraffic,
        _ say: @Sendable (LogLine) -> Void
    ) throws(FoldError) -> [any Fold] {
        let file = try RegisterFile.open(
            path: register, log: log.identity.description, lastDurable: log.lastDurable)
        if let notice = file.notice { say(LogLine(.note, notice)) }
        return [
            try RegisterFold(file, source: LogRegisterSource(log), traffic: traffic),
            try SearchFold(
                SearchIndex.open(
                    SearchIndex.path(beside: register), log: log.identity.description,
                    lastDurable: log.lastDurable), traffic: traffic),
        ]
    }

    /// All folds, for a log that is read without a daemon.
    package func folds(_ log: any EventLog) throws(FoldError) -> [any Fold] {
        var folds: [any Fold] = []
        let traffic = BusTraffic()
        for part in parts { folds += try part.folds(log, traffic) }
        return folds
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
