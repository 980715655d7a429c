package import Bytes

/// The short name of an agency on the bus, e.g. `undp`: one to 24 of `a-z 0-9 -`, not beginning with `-`.
///
/// The same text stands in `urn:coordbus:agency:undp`, in the topic's last token, in the record's head and in
/// config/agencies.toml. Kept inside the value, without allocation.
package struct AgencyCode: Hashable, Sendable, CustomStringConvertible {
    package static let bytesMax = 24

    /// The letters in order, unused places zero.
    private let letters: [24 of UInt8]
    package let count: Int

    /// - Returns: nil when `bytes` is not an agency code.
    package init?(_ bytes: Span<UInt8>) {
        guard (1...Self.bytesMax).contains(bytes.count), bytes[0] != UInt8(ascii: "-") else {
            return nil
        }
        var letters = [24 of UInt8](repeating: 0)
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard byte.isLowercaseLetter || byte.isDigit || byte == UInt8(ascii: "-") else {
                return nil
            }
            letters[index] = byte
        }
        self.letters = letters
        count = bytes.count
    }

    package init?(_ text: String) { self.init(text.utf8.span) }

    /// The bus itself, the agency in whose name flags and checkpoints are published.
    package static let bus = AgencyCode("coordd")!

    package var description: String {
        withBytes { $0.text }
    }

    /// Lends the code's bytes.
    package func withBytes<R>(_ body: (Span<UInt8>) -> R) -> R {
        body(letters.span.extracting(first: count))
    }

    package func append(to buffer: inout ByteBuffer) {
        buffer.append(letters.span.extracting(first: count))
    }

    package func equals(_ bytes: Span<UInt8>) -> Bool {
        letters.span.extracting(first: count).equals(bytes)
    }

    package static func == (a: AgencyCode, b: AgencyCode) -> Bool {
        a.count == b.count && a.letters.span.equals(b.letters.span)
    }

    package func hash(into hasher: inout Hasher) {
        for word in 0..<3 {
            hasher.combine(letters.span.littleEndian(at: word * 8, as: UInt64.self))
        }
    }
}
