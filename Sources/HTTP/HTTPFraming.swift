/// Where a request's head and body end, asked once more: what another program on the way could read in another way is refused, so
/// that nothing can be smuggled past it.
///
///     Content-Length: 12                                   read
///     Transfer-Encoding: chunked                           read
///     Content-Length: 12, once more: 12 or 13              refused
///     Content-Length: 12 with Transfer-Encoding: chunked   refused
///     Transfer-Encoding: gzip, chunked                     refused
///     Bad Name: x                                          refused
///
/// Source: RFC 9112, chapter 6; RFC 9110, chapter 5.
package enum HTTPFraming {
    package static func hasOneReading(_ headers: [String: String]) -> Bool {
        guard headers.keys.allSatisfy(isToken) else { return false }
        if let coding = headers["transfer-encoding"] {
            return coding.lowercased() == "chunked" && headers["content-length"] == nil
        }
        guard let length = headers["content-length"] else { return true }
        return !length.isEmpty && length.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Letters, digits and some signs, at least one.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: signs.contains(byte)
                }
            }
    }

    private static let signs = Array("!#$%&'*+-.^_`|~".utf8)
}
