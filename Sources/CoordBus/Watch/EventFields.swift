internal import Bytes
internal import JSON

/// Reading the members of an event's JSON, where what is missing or of another kind counts as absent.
extension JSONDocument {
    func object(_ key: StaticString, in object: Int) -> Int? {
        guard let value = value(key, in: object), kind(value) == .object else { return nil }
        return value
    }

    /// Calls `body` with each value of the list at `key`.
    func each(_ key: StaticString, in object: Int, _ body: (Int) -> Void) {
        guard let list = value(key, in: object), kind(list) == .array else { return }
        var at = first(in: list)
        while !isEnd(at) {
            body(at)
            at = after(at)
        }
    }

    /// The texts of the list at `key`.
    func texts(_ key: StaticString, in object: Int) -> [String] {
        var texts: [String] = []
        each(key, in: object) { if kind($0) == .string { texts.append(text($0)) } }
        return texts
    }

    /// Texts by language as one: English first, the others in the order of their languages.
    func allLanguages(_ key: StaticString, in object: Int, between: String) -> String {
        guard let map = self.object(key, in: object) else { return "" }
        var texts: [(language: String, text: String)] = []
        var at = first(in: map)
        while !isEnd(at) {
            if kind(at + 1) == .string { texts.append((text(at), text(at + 1))) }
            at = after(at + 1)
        }
        texts.sort {
            ($0.language == "en" ? "" : $0.language) < ($1.language == "en" ? "" : $1.language)
        }
        return texts.map(\.text).joined(separator: between)
    }

    /// A number that tells values apart, the same for the same value wherever it stands.
    func contentHash(_ value: Int) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        var at = value
        let end = after(value)
        while at < end {
            if isEnd(at) {
                hash = Self.mixed(hash, 0xE0D)
                at += 1
                continue
            }
            let kind = kind(at)
            hash = Self.mixed(hash, UInt64(kind.rawValue))
            switch kind {
            case .string:
                hash = string(at).xxh3(seed: hash)
                at += 1
            case .integer, .unsigned, .double:
                hash = Self.mixed(hash, tape[at + 1])
                at += 2
            default: at += 1
            }
        }
        return hash
    }

    private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        var x = (hash ^ value) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 29)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 32)
    }
}

extension String {
    /// At most so many bytes of UTF-8, cut between characters.
    func clipped(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = startIndex
        var count = 0
        for index in indices {
            count += self[index].utf8.count
            if count > limit { break }
            end = self.index(after: index)
        }
        return String(self[..<end])
    }
}
