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
            "--key", "FILE",
            "own key pair (coordctl: default /etc/coordbus/operator.key where it can be read); without "
                + "one the bus must run without CURVE"),
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
        // systemd keeps others out of the folder of credentials; the file's own permissions say nothing.
        let isCredential =
            variable("CREDENTIALS_DIRECTORY").map { file.hasPrefix($0 + "/") } ?? false
        return ClientKeys(
            own: try KeyFile.pair(file, mayBeShared: isCredential),
            serverKey: Z85.isKey(server) ? server : try KeyFile.publicKey(server))
    }

    /// The keys that the package makes for who operates the machine of the bus.
    /// - Returns: nil when they are not there, or not this user's to read.
    package static func ofOperator(in folder: String = "/etc/coordbus") throws -> ClientKeys? {
        let (own, server) = (folder + "/operator.key", folder + "/coordd.key.pub")
        guard readText(own) != nil, readText(server) != nil else { return nil }
        return ClientKeys(
            own: try KeyFile.pair(own), serverKey: try KeyFile.publicKey(server))
    }
}
