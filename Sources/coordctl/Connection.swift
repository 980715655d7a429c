internal import CoordBus
internal import Platform
internal import ZeroMQ

/// What every command that talks to a bus takes.
enum Connection {
    static let options = [
        OptionDeclaration(
            "--bus", "ENDPOINT", "where the bus listens (default \(Configuration().listen))"),
        OptionDeclaration("--agency", "CODE", "as which agency to connect (default operator)"),
    ]

    static func client(_ arguments: Arguments) throws -> BusClient {
        try BusClient(
            endpoint: arguments.text("--bus") ?? environment("COORDBUS_BUS_LISTEN")
                ?? Configuration().listen,
            agency: arguments.text("--agency") ?? "operator", name: "coordctl \(Daemon.version)",
            context: Context())
    }
}
