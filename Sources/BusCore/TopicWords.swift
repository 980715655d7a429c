internal import Events

/// Families and verbs of the catalogue as small numbers, so that patterns compare numbers and hold no tables of their own.
enum TopicWords {
    static let families = numbered(EventCatalogue.all.map(\.family))
    static let verbs = numbered(EventCatalogue.all.map(\.verb))

    /// By type number: family in the upper half, verb in the lower, both from 1; 0 where no type has the number.
    static let byType: [UInt32] = {
        var table = [UInt32](
            repeating: 0, count: Int(EventCatalogue.all.map(\.number).max() ?? 0) + 1)
        for type in EventCatalogue.all {
            guard let family = families[type.family], let verb = verbs[type.verb] else { continue }
            table[Int(type.number)] = UInt32(family) << 16 | UInt32(verb)
        }
        return table
    }()

    /// - Returns: 0 for a number that no type has.
    @inline(__always)
    static func words(ofType type: UInt16) -> UInt32 {
        Int(type) < byType.count ? byType[Int(type)] : 0
    }

    private static func numbered(_ words: [String]) -> [String: UInt16] {
        var numbers: [String: UInt16] = [:]
        for word in words where numbers[word] == nil { numbers[word] = UInt16(numbers.count) + 1 }
        return numbers
    }
}
