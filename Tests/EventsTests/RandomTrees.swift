import TestSupport

@testable import Events

/// Events that are a little wrong: examples with a few places changed, from a seed.
struct RandomTrees {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> JSONTree {
        var event = EventExamples.all.randomElement(using: &random)?.event ?? .null
        for _ in 0..<Int.random(in: 0...3, using: &random) { event = mutated(event, depth: 0) }
        return event
    }

    private mutating func mutated(_ tree: JSONTree, depth: Int) -> JSONTree {
        let goesDeeper = depth < 2 || Bool.random(using: &random)
        switch tree {
        case .object(var members) where goesDeeper && !members.isEmpty:
            let place = Int.random(in: 0..<members.count, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: members.remove(at: place)
            case 1: members[place].0 = name()
            case 2:
                let name = name()
                guard !members.contains(where: { $0.0 == name }) else { return tree }
                members.append((name, value()))
            default: members[place].1 = mutated(members[place].1, depth: depth + 1)
            }
            // A key that stands twice is beyond JSON Schema.
            guard Set(members.map(\.0)).count == members.count else { return tree }
            return .object(members)
        case .list(var items) where goesDeeper && !items.isEmpty:
            let place = Int.random(in: 0..<items.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: items.remove(at: place)
            case 1: items.append(items[place])
            case 2: items.append(value())
            default: items[place] = mutated(items[place], depth: depth + 1)
            }
            return .list(items)
        default: return value()
        }
    }

    private mutating func name() -> String {
        let known = EventCatalogue.all.randomElement(using: &random)?.data.fields
            .randomElement(using: &random)?.name
        return Bool.random(using: &random)
            ? known ?? "" : Self.names.randomElement(using: &random) ?? ""
    }

    private mutating func value() -> JSONTree {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: .null
        case 1: .flag(Bool.random(using: &random))
        case 2, 3: .number(Self.numbers.randomElement(using: &random) ?? "0")
        case 4: .list([.text(text())])
        case 5: .object([("en", .text(text()))])
        default: .text(text())
        }
    }

    private mutating func text() -> String { Self.texts.randomElement(using: &random) ?? "" }

    private static let names = [
        "en", "zh-Hans", "english", "e1", "passport", "dateOfBirth", "voterid", "IDNumber", "x", "",
        "trace", "Trace", "a b", "é", "HTMLEmail", "microphone", "phone2", "2phone", "number",
    ]

    private static let numbers = [
        "0", "-1", "1", "1.0", "1.5", "-0.0", "2000.0", "2e3", "1e300", "9007199254740993",
        "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "-9223372036854775808",
        "100", "100.0001", "46", "4", "5",
    ]

    private static let texts = [
        "", "x", "KEN", "ken", "ZZZ", "YUG", "vr", "ta", "en", "english", "und", "2017",
        "2017-02-29",
        "2016-02-29", "2017-13", "2017-8-1", "0999-01-01", "2016-03-01T09:00:00Z",
        "2016-02-30T09:00:00Z", "2016-03-01T23:59:60+05:45", "1600-01-01T00:00:00Z", "1.0", "12",
        "-12.50",
        "12.", "12.34567", "1234567890123456789", "USD", "usd", "DEM", "undp", "-undp", "UNDP",
        "public",
        "actual", "application/json", "urn:coordbus:agency:eu", "org.coordbus.fund.low",
        "line\nfeed",
        "tail\n", "é", String(repeating: "é", count: 130), String(repeating: "é", count: 251),
        String(repeating: "x", count: 257), String(repeating: "0", count: 64),
        String(repeating: "A", count: 64), "\u{10FFFF}", "العربية", "\u{7F}", "{}",
    ]
}
