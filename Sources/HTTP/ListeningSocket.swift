internal import CMicrohttpd
internal import Glibc

/// A TCP socket that listens. Closed with its last reference.
package final class ListeningSocket: Sendable {
    package let fd: Int32
    package let host: String
    /// The port it got, where 0 was asked for.
    package let port: Int

    /// - Parameters:
    ///   - host: an address such as 127.0.0.1 or ::1, no name.
    ///   - port: 0 takes any that is free.
    package init(host: String, port: Int) throws(HTTPError) {
        var bound: Int32 = 0
        let fd = unsafe cmhd_listen(host, String(port), 1_024, &bound)
        switch fd {
        case 0...: break
        case -1_000:
            throw HTTPError("\(host) is no address; use one such as 127.0.0.1 or [::1]")
        case -EADDRINUSE:
            throw HTTPError(
                "\(host) port \(port) is taken; see `ss -ltnp`, or choose another with web.listen")
        default:
            throw HTTPError(
                "cannot listen on \(host) port \(port): errno \(-fd); choose another with web.listen"
            )
        }
        self.fd = fd
        self.host = host
        self.port = Int(bound)
    }

    /// Takes over a socket that somebody else made; it listens already and does not block.
    package init(adopting fd: Int32) throws(HTTPError) {
        var name = [CChar](repeating: 0, count: 64)
        let port = unsafe cmhd_name(fd, &name, UInt32(name.count))
        guard port > 0 else {
            close(fd)
            throw HTTPError("the socket that was handed over has no address of TCP")
        }
        self.fd = fd
        self.port = Int(port)
        host = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { close(fd) }
}

/// Why a server could not start: ends with the remedy.
package struct HTTPError: Error, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
