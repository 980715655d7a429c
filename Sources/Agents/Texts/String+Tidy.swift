extension String {
    /// Without blanks at either end, with one space for every run of blanks, line ends, tabs and no-break
    /// spaces inside, and without control characters.
    package var tidied: String {
        let bytes = Array(utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var isGap = false
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            // U+00A0 is C2 A0.
            let isNoBreak = byte == 0xC2 && at + 1 < bytes.count && bytes[at + 1] == 0xA0
            at += isNoBreak ? 2 : 1
            if isNoBreak || byte == 0x20 || (0x09...0x0D).contains(byte) {
                isGap = true
            } else if byte >= 0x20, byte != 0x7F {
                if isGap, !out.isEmpty { out.append(0x20) }
                isGap = false
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The longest beginning of at most so many bytes that splits no character.
    package func clipped(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// nil instead of nothing.
    package var nonEmpty: String? { isEmpty ? nil : self }
}
