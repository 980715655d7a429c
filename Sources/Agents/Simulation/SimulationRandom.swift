/// Chance for the simulation: SplitMix64, with its own bounded draws, so that the same seed gives the same bytes on every
/// machine and with every version of the standard library.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
struct SimulationRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for one part of a run: parts do not disturb each other.
    init(seed: UInt64, part: UInt64) {
        var root = SimulationRandom(seed: seed ^ (part &* 0xD6E8_FEB8_6659_FD93))
        state = root.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ..< count; by multiplication, so a little uneven for counts that are no power of two, which nobody notices.
    mutating func below(_ count: Int) -> Int {
        precondition(count > 0)
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// True in `percent` of a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func shuffle<T>(_ items: inout [T]) {
        var left = items.count
        while left > 1 {
            items.swapAt(left - 1, below(left))
            left -= 1
        }
    }
}
