/// Live activities by fingerprint, each with a small number: 8 bytes a place, open addressing, at most half to three quarters
/// full. 48 bits of fingerprint are kept: among a million activities, two share one with a chance of 1 in 500.
struct ActivityTable {
    private var slots = [UInt64](repeating: 0, count: 64)
    private(set) var count = 0

    private static func key(_ fingerprint: UInt64) -> UInt64 { (fingerprint >> 16 | 1) << 16 }

    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key >> 17) & UInt64(slots.count - 1))
    }

    private func place(of fingerprint: UInt64) -> Int? {
        let key = Self.key(fingerprint)
        var place = home(key)
        while slots[place] != 0 {
            if slots[place] >> 16 == key >> 16 { return place }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    subscript(fingerprint: UInt64) -> UInt16? {
        place(of: fingerprint).map { UInt16(truncatingIfNeeded: slots[$0]) }
    }

    /// - Parameter fingerprint: one that is not in the table.
    mutating func insert(_ fingerprint: UInt64, _ number: UInt16) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        put(Self.key(fingerprint) | UInt64(number))
        count += 1
    }

    /// Takes one out, and moves those behind it up, so that no mark stays.
    mutating func remove(_ fingerprint: UInt64) {
        guard var hole = place(of: fingerprint) else { return }
        count -= 1
        let mask = slots.count - 1
        var place = hole
        while true {
            place = (place + 1) & mask
            guard slots[place] != 0 else { break }
            let distance = (place - home(slots[place])) & mask
            if distance >= (place - hole) & mask {
                slots[hole] = slots[place]
                hole = place
            }
        }
        slots[hole] = 0
    }

    private mutating func put(_ slot: UInt64) {
        var place = home(slot)
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for slot in old where slot != 0 { put(slot) }
    }
}
