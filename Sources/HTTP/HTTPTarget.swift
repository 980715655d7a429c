/// Path and query of a request line, decoded once and strictly: what can be read in two ways is refused.
///
///     /api/events?from=1          ["api", "events"], from = 1
///     /api/events/%31             ["api", "events", "1"]
///     /../etc/passwd              refused: a dot segment
///     /a%2fb                      refused: a slash that hides
///     /a%00, /%zz, //a, /é        refused
package struct HTTPTarget: Equatable, Sendable {
    package static let bytesMax = 2_048

    package let segments: [String]
    package let query: [(name: String, value: String)]

    /// The path again, from its segments.
    package var path: String { "/" + segments.joined(separator: "/") }

    /// The first value of a name in the query.
    package func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    package static func == (a: HTTPTarget, b: HTTPTarget) -> Bool {
        a.segments == b.segments && a.query.elementsEqual(b.query, by: ==)
    }

    /// - Returns: nil when `text` is no origin-form target that has one reading.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax, text.utf8.first == UInt8(ascii: "/"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { return nil }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var segments: [String] = []
        for raw in parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = Self.decode(raw.utf8, plusIsSpace: false), !segment.isEmpty,
                segment != ".", segment != "..", !segment.contains("/"), !segment.contains("\\")
            else {
                // The root alone has an empty segment.
                if parts[0] == "/" { break }
                return nil
            }
            segments.append(segment)
        }
        var query: [(name: String, value: String)] = []
        if parts.count == 2 {
            for pair in parts[1].split(separator: "&") {
                let sides = pair.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = Self.decode(sides[0].utf8, plusIsSpace: true),
                    let value = Self.decode(
                        (sides.count == 2 ? sides[1] : "").utf8, plusIsSpace: true)
                else { return nil }
                query.append((name, value))
            }
        }
        self.segments = segments
        self.query = query
    }

    /// Resolves %XX; nil for bad escapes, control characters and what is not UTF-8.
    private static func decode(_ raw: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var iterator = raw.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexDigit),
                    let low = iterator.next().flatMap(hexDigit)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
