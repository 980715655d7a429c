import BusCore
import CoordBus
import Platform
import Testing
import TestSupport
import ZeroMQ

/// A bus with CURVE in a folder of its own: its key, a key for each agency, and the roll.
final class CurveWorld {
    let folder = TestFolder()
    let server: CurveKeyPair
    private(set) var keys: [String: CurveKeyPair] = [:]
    private(set) var daemon: RunningDaemon

    var rollPath: String { folder.file("agencies.toml") }

    /// - Parameters:
    ///   - agencies: who gets a key.
    ///   - roll: the text of the roll; `KEY-undp` stands for undp's public key.
    ///   - options: further options of coordd.
    init(
        _ agencies: [String] = ["fp", "ead", "undp", "ohchr", "ngo"],
        roll: String = CurveWorld.roll,
        options: [String] = []
    ) throws {
        server = try CurveKeyPair.make()
        for agency in agencies { keys[agency] = try CurveKeyPair.make() }
        try writeSecretFile(
            folder.file("coordd.key"), KeyFile.secretText(server, made: "2026-01-31"))
        let path = folder.file("agencies.toml")
        try replaceTextFile(path, Self.filled(roll, keys))
        daemon = try RunningDaemon(
            in: folder,
            [
                "--security", "curve", "--roll", path, "--key", folder.file("coordd.key"),
            ] + Self.quiet + options)
    }

    var endpoint: String { daemon.endpoint }

    static let roll = """
        [[agency]]
        code = "fp"
        roles = ["focal-point"]
        clearance = "focal-point"
        keys = ["KEY-fp"]

        [[agency]]
        code = "ead"
        roles = ["delegate", "operator"]
        acts_for = ["fp"]
        clearance = "focal-point"
        keys = ["KEY-ead"]

        [[agency]]
        code = "undp"  # the main implementer
        keys = ["KEY-undp"]

        [[agency]]
        code = "ohchr"
        keys = ["KEY-ohchr"]

        [[agency]]
        code = "ngo"
        class = "ngo"
        publish = ["lesson.>", "adapter.>"]
        read = ["lesson.>", "policy.>", "overlap.>"]
        keys = ["KEY-ngo"]
        """

    private static func filled(_ roll: String, _ keys: [String: CurveKeyPair]) -> String {
        // Longest first, so that KEY-un does not eat the beginning of KEY-undp.
        keys.sorted { $0.key.count > $1.key.count }.reduce(roll) { text, key in
            text.replacing("KEY-\(key.key)", with: key.value.publicKey)
        }
    }

    func clientKeys(_ agency: String) throws -> ClientKeys {
        ClientKeys(own: try #require(keys[agency]), serverKey: server.publicKey)
    }

    /// A client with an agency's key that has said hello; the agency is left to the key.
    func client(_ agency: String) throws -> WireClient {
        let client = try WireClient(endpoint, keys: try clientKeys(agency))
        try client.sayHello("{}")
        _ = try client.next(.welcome)
        return client
    }

    /// Writes an agency's key pair to a file, for programs.
    func keyFile(_ agency: String) throws -> String {
        let path = folder.file("\(agency).key")
        let pair = try #require(keys[agency])
        try writeSecretFile(path, KeyFile.secretText(pair, made: "2026-01-31"))
        return path
    }

    /// Adds a key without an agency.
    func addKey(_ name: String) throws { keys[name] = try CurveKeyPair.make() }

    /// Replaces the roll, reloads, and waits until that is done.
    func reload(_ roll: String) throws {
        try replaceTextFile(rollPath, Self.filled(roll, keys))
        daemon.process.signal(1)
        #expect(daemon.waitFor("READY=1"))
    }

    /// Ends the daemon by SIGKILL and starts it again with the same log.
    func restart(options: [String] = []) throws {
        daemon.kill()
        daemon = try RunningDaemon(
            in: folder,
            ["--security", "curve", "--roll", rollPath, "--key", folder.file("coordd.key")]
                + Self.quiet + options)
    }

    /// Nobody is told to be online, so that sequences are the test's own; options given later win.
    private static let quiet = ["--agencies-online-seconds", "3600"]
}
