internal import BusCore
internal import Crypto
internal import HTTP
internal import Platform

/// The web thread put together.
extension Daemon {
    /// - Parameter handed: a socket of the service manager's, whose address counts instead of the configured one.
    /// - Returns: nil where nobody wants a page.
    static func makeWeb(
        _ configuration: Configuration, _ roll: Roll, _ handed: Int32?,
        _ parts: (StateDesk) -> WebParts,
        busBell: Bell,
        _ say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) -> (thread: WebThread, state: StateDesk, endpoint: String)? {
        guard handed != nil || configuration.webListen != "none" else { return nil }
        let listener: ListeningSocket
        let tls: WebThread.TLSFiles?
        do throws(ConfigurationError) {
            tls = try configuration.tlsFiles()
            listener = try listen(configuration, handed)
            guard tls != nil || WebAddress.isLocal(listener.host) else {
                throw ConfigurationError(
                    "the page's address is \(listener.host), which other machines can reach; name a certificate "
                        + "with web.certificate and web.key, or listen on 127.0.0.1")
            }
        } catch {
            throw DaemonError(code: .config, description: error.description)
        }
        let state = StateDesk(busBell: busBell)
        var parts = parts(state)
        parts.isSecure = tls != nil
        parts.isLocal = WebAddress.isLocal(listener.host)
        parts.viewersMax = configuration.webViewers
        parts.messageBytesMax = configuration.messageMiB << 20
        var limits = HTTPLimits()
        limits.connections = configuration.webConnections
        let thread = WebThread(
            listener, limits: limits, tls: tls, parts: parts, roll: roll,
            say: { say(LogLine(.note, $0)) })
        let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
        return (thread, state, "\(tls == nil ? "http" : "https")://\(host):\(listener.port)")
    }
}

extension Daemon {
    private static func listen(
        _ configuration: Configuration, _ handed: Int32?
    ) throws(ConfigurationError) -> ListeningSocket {
        do throws(HTTPError) {
            if let handed { return try ListeningSocket(adopting: handed) }
            guard let address = WebAddress(configuration.webListen) else {
                throw HTTPError("\(configuration.webListen) is no address and port")
            }
            return try ListeningSocket(host: address.host, port: address.port)
        } catch {
            throw ConfigurationError("web.listen: \(error)")
        }
    }
}

extension Configuration {
    /// The certificate and its key as text; nil where none is named.
    /// - Throws: which file is wrong, and what to do.
    package func tlsFiles() throws(ConfigurationError) -> WebThread.TLSFiles? {
        guard !webCertificate.isEmpty || !webKey.isEmpty else { return nil }
        guard !webCertificate.isEmpty, !webKey.isEmpty else {
            throw ConfigurationError("web.certificate and web.key belong together; name both")
        }
        guard let certificate = readText(webCertificate) else {
            throw ConfigurationError(
                "web.certificate: \(webCertificate) cannot be read; check the path and its permissions"
            )
        }
        guard let key = readText(webKey) else {
            throw ConfigurationError(
                "web.key: \(webKey) cannot be read; check the path and its permissions")
        }
        switch CertificatePair.fault(certificate: certificate, key: key) {
        case nil: return WebThread.TLSFiles(certificate: certificate, key: key)
        case .noCertificate:
            throw ConfigurationError(
                "web.certificate: \(webCertificate) holds no certificate; give a chain in PEM, the server's own first"
            )
        case .noKey:
            throw ConfigurationError(
                "web.key: \(webKey) holds no private key that can be read; give it in PEM, without a passphrase"
            )
        case .otherKey:
            throw ConfigurationError(
                "web.key: \(webKey) is not the key of the first certificate in \(webCertificate); give the key "
                    + "that the certificate was asked for with, or put the server's own certificate first"
            )
        }
    }
}
