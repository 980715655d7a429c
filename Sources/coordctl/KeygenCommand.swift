internal import CoordBus
internal import Events
internal import Platform
internal import ZeroMQ

/// `coordctl keygen`: a key pair for an agency or for the bus.
enum KeygenCommand {
    static let command = Command(
        name: "keygen", summary: "makes a key pair for an agency or for the bus",
        usage: "keygen --output FILE",
        options: [
            OptionDeclaration(
                "--output", "FILE", "the secret file, mode 0600; FILE.pub beside it is for others")
        ],
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let path = arguments.text("--output") else {
            throw UsageError("--output is missing; say where, such as --output undp.key")
        }
        let pair = try CurveKeyPair.make()
        let made = Timestamp(nanoseconds: wallNanoseconds()).description.prefix(10)
        do throws(FileError) {
            try writeSecretFile(path, KeyFile.secretText(pair, made: String(made)))
        } catch {
            fail(
                .cannotCreate,
                "keygen: \(error); a key is never overwritten, choose another name or move the old one"
            )
        }
        do throws(FileError) {
            try replaceTextFile(path + ".pub", KeyFile.publicText(pair, made: String(made)))
        } catch {
            fail(.cannotCreate, "keygen: \(error)")
        }
        writeError("coordctl: secret key in \(path), public key in \(path).pub")
        writeOutput(pair.publicKey)
        return .ok
    }
}
