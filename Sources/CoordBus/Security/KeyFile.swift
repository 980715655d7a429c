internal import Platform
package import ZeroMQ

/// A CURVE key pair in a file, as `coordctl keygen` makes it: the layout of ZeroMQ certificates (ZPL, RFC 4), so that files
/// made by czmq or pyzmq serve too.
///
///     metadata
///     curve
///         public-key = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
///         secret-key = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
package enum KeyFile {
    /// Reads the secret key of a file.
    /// - Parameter mayBeShared: do without looking at its permissions, where something else keeps others out.
    /// - Throws: `KeyFileError` when it is not there, holds no secret key, or may be read by others.
    package static func pair(
        _ path: String, mayBeShared: Bool = false
    ) throws(KeyFileError) -> CurveKeyPair {
        let text = try read(path)
        guard mayBeShared || isOwn(path) else {
            throw KeyFileError(
                path,
                "others than its owner may read it; chmod 600 \(path), and make a new pair "
                    + "if somebody may have read it")
        }
        guard let secret = value("secret-key", in: text) else {
            throw KeyFileError(
                path, "it holds no secret key; give the file that coordctl keygen made")
        }
        guard let pair = CurveKeyPair(secretKey: secret) else {
            throw KeyFileError(
                path, "its secret key is not 40 characters of Z85; make a pair with coordctl keygen"
            )
        }
        return pair
    }

    private static func isOwn(_ path: String) -> Bool {
        do throws(FileError) {
            return try !isOpenToOthers(path)
        } catch {
            return false  // it was readable a moment ago: a file that moves is not to be trusted
        }
    }

    /// The public key in a file: of a pair, or alone.
    package static func publicKey(_ path: String) throws(KeyFileError) -> String {
        let text = try read(path)
        guard let key = value("public-key", in: text), Z85.isKey(key) else {
            throw KeyFileError(
                path, "it holds no public key; give the .pub file that coordctl keygen made")
        }
        return key
    }

    private static func read(_ path: String) throws(KeyFileError) -> String {
        guard let text = readText(path) else {
            throw KeyFileError(
                path, "it cannot be read; make a pair with: coordctl keygen --output \(path)")
        }
        return text
    }

    /// The text of a line `name = "value"`.
    private static func value(_ name: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            guard words.hasPrefix(name) else { continue }
            let rest = words.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
            guard rest.first == "=" else { continue }
            return rest.dropFirst().filter { $0 != "\"" && $0 != " " && $0 != "\t" && $0 != "'" }
        }
        return nil
    }

    /// The text of a file with both keys.
    package static func secretText(_ pair: CurveKeyPair, made: String) -> String {
        """
        # Key pair of CoordBus, made \(made). SECRET: whoever reads this file can speak in its owner's name.
        metadata
        curve
            public-key = "\(pair.publicKey)"
            secret-key = "\(pair.secretKey)"

        """
    }

    /// The text of a file with the public key alone, to be handed to others.
    package static func publicText(_ pair: CurveKeyPair, made: String) -> String {
        """
        # Public key of CoordBus, made \(made). May be given to anybody.
        metadata
        curve
            public-key = "\(pair.publicKey)"

        """
    }
}

/// What is wrong with a key file; ends with the remedy. Keys are never part of it.
package struct KeyFileError: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ path: String, _ what: String) { description = "\(path): \(what)" }
}
