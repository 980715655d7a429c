internal import Platform
package import ZeroMQ

/// What a client needs to reach a bus with encryption: its own pair, and the bus's public key.
package struct ClientKeys: Sendable {
    package let own: CurveKeyPair
    /// 40 characters of Z85.
    package let serverKey: String

    package init(own: CurveKeyPair, serverKey: String) {
        self.own = own
        self.serverKey = serverKey
    }

    /// The options of every program that connects.
    package static let options = [
        OptionDeclaration(
            "--key", "FILE", "own key pair; without it the bus must run without CURVE"),
        OptionDeclaration(
            "--server-key", "KEY", "public key of the bus, or the .pub file that holds it"),
    ]

    /// Reads options, then `COORDBUS_KEY` and `COORDBUS_SERVER_KEY`.
    /// - Returns: nil when neither is given: the connection is not encrypted.
    package static func find(
        _ arguments: Arguments, variable: (String) -> String? = environment
    ) throws -> ClientKeys? {
        let file = arguments.text("--key") ?? variable("COORDBUS_KEY")
        let server = arguments.text("--server-key") ?? variable("COORDBUS_SERVER_KEY")
        guard file != nil || server != nil else { return nil }
        guard let file else {
            throw UsageError("--server-key is given, --key is missing; say --key FILE")
        }
        guard let server else {
            throw UsageError(
                "--key is given, --server-key is missing; coordd says its public key when it starts"
            )
        }
        return ClientKeys(
            own: try KeyFile.pair(file),
            serverKey: Z85.isKey(server) ? server : try KeyFile.publicKey(server))
    }
}
