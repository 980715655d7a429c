/// Numbers of a few topics by type and country, of one agency: what an agency publishes is mostly of some few topics.
struct RecentTopics {
    private var places = [16 of (key: UInt64, number: UInt32)](repeating: (.max, 0))

    /// - Parameter key: of type and country; never all ones.
    @inline(__always)
    func number(_ key: UInt64) -> UInt32? {
        let place = places[Self.place(key)]
        return place.key == key ? place.number : nil
    }

    @inline(__always)
    mutating func keep(_ number: UInt32, _ key: UInt64) {
        places[Self.place(key)] = (key, number)
    }

    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 60)
    }
}
