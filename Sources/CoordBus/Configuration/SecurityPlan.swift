package import BusCore
internal import Platform
package import ZeroMQ

/// How connections are guarded: the setting `security.mode`.
package enum SecurityMode: String, Sendable {
    case auto, curve, none
}

/// What the security settings come to: which roll, which key, and how agencies are known.
package struct SecurityPlan: Sendable {
    package let identification: Identification
    package let roll: Roll
    /// The file of the roll with all its tables; nil without one.
    package let rollFile: RollFile?
    /// The bus's own pair; nil without CURVE.
    package let keys: CurveKeyPair?

    /// Reads roll and key.
    /// - Parameter variable: value of an environment variable.
    package init(
        _ configuration: Configuration, variable: (String) -> String? = environment
    ) throws(ConfigurationError) {
        let mode = SecurityMode(rawValue: configuration.security) ?? .auto
        let isNamed = configuration.rollFile != Configuration().rollFile
        let isThere = readText(configuration.rollFile) != nil
        let file: RollFile? =
            isThere || isNamed || mode == .curve ? try RollFile(path: configuration.rollFile) : nil
        rollFile = file
        roll = file?.roll ?? .open
        guard mode != .none, file != nil else {
            for (setting, endpoint) in [
                ("bus.listen", configuration.listen), ("feed.listen", configuration.feedListen),
            ] where !Setting.isLocal(endpoint) {
                throw ConfigurationError(
                    "\(setting) is \(endpoint), which other machines can reach, and connections "
                        + "are not encrypted; make a roll and a key and set security.mode to \"curve\", "
                        + "or listen on 127.0.0.1")
            }
            identification = .hello
            keys = nil
            return
        }
        identification = .key
        keys = try Self.readKeys(configuration, variable)
    }

    private static func readKeys(
        _ configuration: Configuration, _ variable: (String) -> String?
    ) throws(ConfigurationError) -> CurveKeyPair {
        do throws(KeyFileError) {
            if let folder = variable("CREDENTIALS_DIRECTORY"),
                readText(folder + "/coordd.key") != nil
            {
                // systemd keeps others out of this folder; the file's own permissions say nothing.
                return try KeyFile.pair(folder + "/coordd.key", mayBeShared: true)
            }
            return try KeyFile.pair(configuration.keyFile)
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    /// One line for the operator.
    package var summary: String {
        guard let keys else {
            let known = rollFile == nil ? "every agency code is taken" : "agencies of the roll only"
            return
                "SECURITY IS NONE: connections are not encrypted and agencies are what they say "
                + "(\(known)); for trying out on this machine only"
        }
        return "connections need CURVE; the bus's public key is \(keys.publicKey)"
    }
}
