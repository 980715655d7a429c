internal import BusCore
internal import HTTP
internal import Platform

/// The web thread put together.
extension Daemon {
    /// - Returns: nil where the configuration wants none.
    static func makeWeb(
        _ configuration: Configuration, _ roll: Roll, _ parts: (StateDesk) -> WebParts,
        busBell: Bell,
        _ say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) -> (thread: WebThread, state: StateDesk, endpoint: String)? {
        guard configuration.webListen != "none", let address = WebAddress(configuration.webListen)
        else { return nil }
        let listener: ListeningSocket
        let tls: WebThread.TLSFiles?
        do throws(ConfigurationError) {
            tls = try configuration.tlsFiles()
            guard tls != nil || address.isLocal else {
                throw ConfigurationError(
                    "web.listen is \(configuration.webListen), which other machines can reach; name a certificate "
                        + "with web.certificate and web.key, or listen on 127.0.0.1")
            }
            do throws(HTTPError) {
                listener = try ListeningSocket(host: address.host, port: address.port)
            } catch {
                throw ConfigurationError("web.listen: \(error)")
            }
        } catch {
            throw DaemonError(code: .config, description: error.description)
        }
        let state = StateDesk(busBell: busBell)
        var parts = parts(state)
        parts.isSecure = tls != nil
        parts.isLocal = address.isLocal
        parts.viewersMax = configuration.webViewers
        parts.messageBytesMax = configuration.messageMiB << 20
        var limits = HTTPLimits()
        limits.connections = configuration.webConnections
        let thread = WebThread(
            listener, limits: limits, tls: tls, parts: parts, roll: roll,
            say: { say(LogLine(.note, $0)) })
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        return (thread, state, "\(tls == nil ? "http" : "https")://\(host):\(listener.port)")
    }
}

extension Configuration {
    /// The certificate and its key as text; nil where none is named.
    func tlsFiles() throws(ConfigurationError) -> WebThread.TLSFiles? {
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
        return WebThread.TLSFiles(certificate: certificate, key: key)
    }
}
