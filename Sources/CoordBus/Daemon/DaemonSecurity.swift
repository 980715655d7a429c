internal import BusCore
internal import Platform
internal import ZeroMQ

/// Keys and the roll, before anything is bound.
extension Daemon {
    static func security(_ configuration: Configuration) throws(DaemonError) -> SecurityPlan {
        do throws(ConfigurationError) {
            return try SecurityPlan(configuration)
        } catch {
            throw DaemonError(code: .config, description: error.description)
        }
    }

    static func makeContext(_ configuration: Configuration) throws(DaemonError) -> Context {
        // Each connection takes a descriptor, half-open ones too.
        raiseOpenFileLimit()
        do throws(ZMQError) {
            return try Context(socketsMax: Int32(configuration.sessions + 16))
        } catch {
            throw DaemonError(code: .software, description: "\(error); please report this")
        }
    }

    /// Starts the thread that judges keys, and waits until it does.
    static func startGatekeeper(
        _ plan: SecurityPlan, _ context: Context, _ say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) -> Gatekeeper {
        let gatekeeper = Gatekeeper(plan.roll) { say(LogLine(.refused, $0)) }
        // Detached: the process ends without waiting for it, when nothing is left to judge for.
        OSThread(named: "gatekeeper") { gatekeeper.run(in: context) }.detach()
        do throws(ZMQError) {
            try gatekeeper.waitUntilBound()
        } catch {
            throw DaemonError(code: .software, description: "\(error); please report this")
        }
        return gatekeeper
    }
}
