/// Takes e-mail addresses and telephone numbers out of texts: contact details of persons never reach the log.
///
/// Telephone numbers are only recognised where they say so: `+41 22 917 1234`, `0041-22-917 1234`, `Tel. 917 12 34`.
/// Amounts, years, identifiers and codes stay.
package enum ContactScrubber {
    package static let replacement = "[contact withheld]"

    /// - Returns: nil when there was nothing to take out.
    package static func scrubbed(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var hidden: [Range<Int>] = []
        for at in bytes.indices {
            if let end = hidden.last?.upperBound, at < end { continue }
            let found: Range<Int>? =
                switch bytes[at] {
                case UInt8(ascii: "@"): address(bytes, around: at)
                case UInt8(ascii: "+"): plusNumber(bytes, at)
                case UInt8(ascii: "0"): zeroNumber(bytes, at)
                default: announcedNumber(bytes, at)
                }
            if let found, found.lowerBound >= hidden.last?.upperBound ?? 0 { hidden.append(found) }
        }
        guard !hidden.isEmpty else { return nil }
        var out: [UInt8] = []
        var at = 0
        for range in hidden {
            out += bytes[at..<range.lowerBound]
            out += Array(replacement.utf8)
            at = range.upperBound
        }
        out += bytes[at...]
        return String(decoding: out, as: UTF8.self)
    }

    /// `name@host.tld`; the host needs a point, so that `@handle` and `3 @ 5` stay.
    private static func address(_ bytes: [UInt8], around at: Int) -> Range<Int>? {
        var start = at
        while start > 0, isAddressByte(bytes[start - 1]) { start -= 1 }
        var end = at + 1
        while end < bytes.count,
            isAlphanumeric(bytes[end]) || bytes[end] == dot || bytes[end] == dash
        {
            end += 1
        }
        // A full stop after the address belongs to the sentence.
        while end > at + 1, !isAlphanumeric(bytes[end - 1]) { end -= 1 }
        guard start < at, bytes[(at + 1)..<end].contains(dot) else { return nil }
        return start..<end
    }

    /// A plus sign and 8 to 15 digits.
    private static func plusNumber(_ bytes: [UInt8], _ at: Int) -> Range<Int>? {
        guard at == 0 || !isAlphanumeric(bytes[at - 1]),
            let run = digits(bytes, from: at + 1), (8...15).contains(run.digits), run.gap == 0
        else { return nil }
        return at..<run.end
    }

    /// International with two zeros, in at least three groups: `0041 22 917 1234`.
    private static func zeroNumber(_ bytes: [UInt8], _ at: Int) -> Range<Int>? {
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "0"),
            at == 0
                || !isAlphanumeric(bytes[at - 1]) && bytes[at - 1] != dot && bytes[at - 1] != dash,
            let run = digits(bytes, from: at), (11...17).contains(run.digits), run.groups >= 3,
            !bytes[at..<run.end].contains(UInt8(ascii: "/"))
        else { return nil }
        return at..<run.end
    }

    private static let announcements: [[UInt8]] = [
        "telephone", "téléphone", "telefone", "teléfono", "telefon", "phone", "mobile", "whatsapp",
        "tél", "tel", "fax", "ring", "тел", "هاتف", "电话",
    ].map { Array($0.utf8) }

    private static let firstBytes = Set(announcements.map { $0[0] })

    /// A word that announces a number, then at least 6 digits.
    private static func announcedNumber(_ bytes: [UInt8], _ at: Int) -> Range<Int>? {
        guard firstBytes.contains(lower(bytes[at])), at == 0 || !isAlphanumeric(bytes[at - 1])
        else {
            return nil
        }
        for word in announcements where bytes.count - at > word.count {
            guard zip(word, bytes[at...]).allSatisfy({ $0 == lower($1) }) else { continue }
            let after = at + word.count
            guard !isAlphanumeric(bytes[after]), let run = digits(bytes, from: after),
                (6...17).contains(run.digits), run.gap <= 6
            else { continue }
            return at..<run.end
        }
        return nil
    }

    /// Digits from `start` on with at most two separators between any two of them.
    /// - Returns: where they end, how many there are, in how many groups, and how many bytes come before the first.
    private static func digits(_ bytes: [UInt8], from start: Int)
        -> (end: Int, digits: Int, groups: Int, gap: Int)?
    {
        var at = start
        var count = 0
        var groups = 0
        var end = start
        var gap = 0
        var separators = 0
        while at < bytes.count {
            if (0x30...0x39).contains(bytes[at]) {
                if separators > 0 || count == 0 { groups += 1 }
                count += 1
                separators = 0
                end = at + 1
            } else if isSeparator(bytes, at), count == 0 ? gap < 8 : separators < 2 {
                if count == 0 {
                    gap += bytes[at] == UInt8(ascii: "(") ? 0 : 1
                } else {
                    separators += 1
                }
                if bytes[at] == 0xE2 { at += 2 }
            } else {
                break
            }
            at += 1
        }
        // `+41 million`, `Tel 1234567a`: a letter right after the digits makes them something else.
        guard count > 0, end == bytes.count || !isAlphanumeric(bytes[end]) else { return nil }
        return (end, count, groups, gap)
    }

    private static let dot = UInt8(ascii: ".")
    private static let dash = UInt8(ascii: "-")

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        // E2 begins dashes, quotation marks and other punctuation.
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lower(byte))
            || byte >= 0x80 && byte != 0xE2
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == dot || byte == dash || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
    }

    /// A blank, a mark, or a dash (E2 80 90 to E2 80 95).
    private static func isSeparator(_ bytes: [UInt8], _ at: Int) -> Bool {
        switch bytes[at] {
        case 0x20, dot, dash, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"),
            UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: "+"):
            true
        case 0xE2:
            at + 2 < bytes.count && bytes[at + 1] == 0x80 && (0x90...0x95).contains(bytes[at + 2])
        default: false
        }
    }
}
