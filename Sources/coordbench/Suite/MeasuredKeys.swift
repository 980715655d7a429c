internal import CoordBus
internal import Platform
internal import ZeroMQ

/// Keys and a roll for a measured bus with CURVE: one agency, `undp`, that may do everything.
struct MeasuredKeys {
    let serverKey: String
    /// The client's pair.
    let clientFile: String
    /// For coordd.
    let options: [String]

    /// Writes the files into a folder.
    init(in folder: String) throws {
        let server = try CurveKeyPair.make()
        let client = try CurveKeyPair.make()
        let (own, roll) = ("\(folder)/coordd.key", "\(folder)/agencies.toml")
        clientFile = "\(folder)/undp.key"
        serverKey = server.publicKey
        try writeSecretFile(own, KeyFile.secretText(server, made: "for a measurement"))
        try writeSecretFile(clientFile, KeyFile.secretText(client, made: "for a measurement"))
        try replaceTextFile(
            roll, "[[agency]]\ncode = \"undp\"\nkeys = [\"\(client.publicKey)\"]\n")
        options = ["--security", "curve", "--roll", roll, "--key", own]
    }
}
