internal import BusCore

extension Daemon {
    /// The table of routes; nil where none is named.
    static func readRoutes(_ configuration: Configuration) throws(DaemonError) -> RouteTable? {
        guard !configuration.routesFile.isEmpty else { return nil }
        do throws(ConfigurationError) {
            return try RouteFile.read(path: configuration.routesFile)
        } catch {
            throw DaemonError(code: .config, description: error.description)
        }
    }

    /// The same while running: a file with a fault leaves the table in force.
    static func rereadRoutes(
        _ configuration: Configuration, _ say: (LogLine) -> Void
    ) -> RouteTable? {
        guard !configuration.routesFile.isEmpty else { return nil }
        do throws(ConfigurationError) {
            return try RouteFile.read(path: configuration.routesFile)
        } catch {
            say(LogLine(.notReloaded, "routes not taken up, those before stay in force: \(error)"))
            return nil
        }
    }
}
