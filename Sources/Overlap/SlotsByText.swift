/// Which records hold a text: by hash, so whoever asks compares the texts themselves.
struct SlotsByText: Sendable {
    private var first: [UInt64: Int32] = [:]
    /// Only where several records share a text.
    private var more: [UInt64: [Int32]] = [:]

    mutating func insert(_ slot: Int32, at hash: UInt64) {
        if first[hash] == nil { first[hash] = slot } else { more[hash, default: []].append(slot) }
    }

    mutating func remove(_ slot: Int32, at hash: UInt64) {
        if first[hash] == slot {
            let next = more[hash]?.popLast()
            first[hash] = next
            if more[hash]?.isEmpty == true { more[hash] = nil }
        } else if let index = more[hash]?.firstIndex(of: slot) {
            more[hash]?.remove(at: index)
            if more[hash]?.isEmpty == true { more[hash] = nil }
        }
    }

    func visit(_ hash: UInt64, _ body: (Int32) -> Void) {
        guard let slot = first[hash] else { return }
        body(slot)
        for slot in more[hash] ?? [] { body(slot) }
    }

    /// FNV-1a, 64 bits, with a last mix; the same on every machine. Source: Fowler, Noll, Vo.
    static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15
    }
}
