internal import JSON

/// Where on the tape something is, in the words of the event: `data.needs[2].theme`.
extension JSONDocument {
    /// The path of the value or key at `target`; empty for the whole event.
    func path(to target: Int) -> String {
        var path = ""
        var index = root
        while index < target {
            guard kind(index) == .object || kind(index) == .array else { return path }
            guard let step = step(from: index, towards: target, path: &path) else { return path }
            index = step
        }
        return path
    }

    /// Adds the member or item of the container at `index` that holds `target`; its place, or nil when none does.
    private func step(from index: Int, towards target: Int, path: inout String) -> Int? {
        let isObject = kind(index) == .object
        var at = index + 1
        var number = 0
        while !isEnd(at) {
            let value = isObject ? at + 1 : at
            let next = after(value)
            if target < next {
                path += isObject ? (path.isEmpty ? "" : ".") + name(at) : "[\(number)]"
                return value
            }
            at = next
            number += 1
        }
        return nil
    }

    /// A key as it may stand in a message: at most 64 characters, none of them a control character.
    func name(_ index: Int) -> String { Self.printable(text(index)) }

    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(64) {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B..<0x2010, 0x2028..<0x202F, 0x2066..<0x206A:
                result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > 64 ? result + "..." : result
    }
}
