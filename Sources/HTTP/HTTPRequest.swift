/// A request as it came, whole.
package struct HTTPRequest: Sendable {
    package let method: String
    package let target: HTTPTarget
    /// Names in small letters; what came more than once is joined by ", ".
    package let headers: [String: String]
    package var body: [UInt8]

    package init(
        method: String, target: HTTPTarget, headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The value of a cookie; nil when it was not sent, or more than once.
    package func cookie(_ name: String) -> String? {
        let pairs = (headers["cookie"] ?? "").split(separator: ";").map { pair in
            pair.drop { $0 == " " }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        let found = pairs.filter { $0.count == 2 && $0[0] == name }
        return found.count == 1 ? String(found[0][1]) : nil
    }

    /// The media type of the body without parameters, in small letters; empty without one.
    package var mediaType: String {
        let value = (headers["content-type"] ?? "").prefix { $0 != ";" }
        return String(value.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
}
