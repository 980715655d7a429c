internal import Bytes
package import Events

/// Which prefixes of the feed's topics an agency may be sent, from what it may see (`Sight`).
///
/// The feed is granted by prefix and not judged record by record, so the label is the first token of a topic there:
/// `un-system.assistance.planned.KEN.undp.` A reader gets the tokens up to its clearance, narrowed to the topics that it may
/// read. What is its own, or its case's, above its clearance comes by subscription and inbox only; what is labelled
/// focal-point is never on the feed. Source: docs/protocol.md, "The feed".
package struct FeedRights: Sendable, Equatable {
    /// Labels that are broadcast at all.
    package static let labels = Classification.allCases.filter { $0 <= .caseParties }
    /// Prefix of the signs of life, which everybody may have.
    package static let signOfLife = Array("bus.".utf8)
    /// Prefixes that one subscription may become.
    package static let grantsMax = 4_096
    package static let askedBytesMax = 256

    /// Everything on the feed.
    package static let all = FeedRights(.all)

    /// In order, none the beginning of another.
    package let prefixes: [[UInt8]]

    /// - Parameter sight: a right that names an agency of topics but no country is left out, as no prefix says it.
    package init(_ sight: Sight) {
        let topics = Self.topics(sight.topics)
        var all = [Self.signOfLife]
        for label in Self.labels where label <= sight.clearance {
            all += topics.map { Array("\(label).\($0)".utf8) }
        }
        var kept: [[UInt8]] = []
        for prefix in all.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if let last = kept.last, prefix.starts(with: last) { continue }
            kept.append(prefix)
        }
        prefixes = kept
    }

    /// What to let a reader have that asked for a prefix: that itself, or the parts of it that the reader may have.
    /// Empty where there is nothing, or more than `grantsMax`.
    package func grants(for asked: [UInt8]) -> [[UInt8]] {
        guard asked.count <= Self.askedBytesMax else { return [] }
        var grants: [[UInt8]] = []
        for prefix in prefixes {
            if asked.starts(with: prefix) { return [asked] }
            guard prefix.starts(with: asked) else { continue }
            guard grants.count < Self.grantsMax else { return [] }
            grants.append(prefix)
        }
        return grants
    }

    private static func topics(_ rights: TopicRights) -> [String] {
        guard !rights.isAll else { return [""] }
        let countries = rights.countries.isEmpty ? nil : rights.countries.sorted()
        return rights.patterns.flatMap { topics($0, countries) }
    }

    /// - Parameter allowed: the only countries; nil for all.
    private static func topics(_ pattern: TopicPattern, _ allowed: [CountryCode]?) -> [String] {
        var countries = allowed
        if let country = pattern.country {
            guard allowed?.contains(country) ?? true else { return [] }
            countries = [country]
        }
        let types = EventCatalogue.all.filter { pattern.takesType($0.number) }
        if let countries {
            let end = pattern.agency.map { "\($0)." } ?? ""
            return types.flatMap { type in countries.map { "\(type.name).\($0).\(end)" } }
        }
        guard pattern.agency == nil else { return [] }
        if pattern.verb != 0 { return types.map { "\($0.name)." } }
        return pattern.family == 0 ? [""] : types.prefix(1).map { "\($0.family)." }
    }
}
