/// Where the HTTP server listens: `127.0.0.1:7180`, `[::1]:7180`; port 0 takes any that is free.
package struct WebAddress: Equatable, Sendable {
    package let host: String
    package let port: Int

    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else { return nil }
        let host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            self.host = String(host.dropFirst().dropLast())
        } else {
            guard !host.isEmpty, !host.contains(":") else { return nil }
            self.host = String(host)
        }
        self.port = port
    }

    /// Only this machine can reach it.
    package static func isLocal(_ host: String) -> Bool {
        host.hasPrefix("127.") || host == "::1"
    }
}
