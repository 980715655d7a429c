internal import CoordBus
internal import Platform
internal import ZeroMQ

/// What every command that talks to a bus takes.
enum Connection {
    static let options =
        [
            OptionDeclaration(
                "--bus", "ENDPOINT", "where the bus listens (default \(Configuration().listen))"),
            OptionDeclaration(
                "--agency", "CODE", "as which agency to connect (default operator, or the key's)"),
        ] + ClientKeys.options

    static func client(
        _ arguments: Arguments, agency: String = "operator"
    ) throws -> BusClient {
        let named = arguments.text("--bus") ?? environment("COORDBUS_BUS_LISTEN")
        let keys = try ClientKeys.find(arguments) ?? (named == nil ? ClientKeys.ofOperator() : nil)
        return try BusClient(
            endpoint: named ?? Configuration().listen,
            agency: arguments.text("--agency") ?? (keys == nil ? agency : ""),
            name: "coordctl \(Daemon.version)", keys: keys, context: Context())
    }
}
