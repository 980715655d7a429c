internal import Bytes
package import Events

/// Which topics a reader wants. A topic has exactly four tokens, `family.verb.COUNTRY.agency`; in a pattern `*` stands for
/// any one token and a last `>` for all that follow.
///
///     pattern                 matches                          does not match
///     >                       every topic
///     assistance.>            assistance.planned.KEN.undp      decision.issued.KEN.fp
///     *.*.KEN.*               request.received.KEN.ead         request.received.UGA.ead
///     assistance.*.*.undp     assistance.started.ZZZ.undp      assistance.started.KEN.dfs
///     assistance.planned      not valid: two tokens and no >
///     assistence.>            not valid: no event type begins so
///
/// Compiled once to a set of type numbers, a country and an agency, so matching a record compares a few bytes of its head.
package struct TopicPattern: Sendable {
    package let text: String
    /// By type number.
    private let types: [Bool]
    private let country: CountryCode?
    private let agency: AgencyCode?
    /// Nothing is left out.
    package let matchesAll: Bool

    package static let all: TopicPattern = {
        guard let all = try? TopicPattern(">") else { preconditionFailure("> is a pattern") }
        return all
    }()

    package static let bytesMax = 256

    /// - Parameter text: the pattern; empty stands for `>`.
    package init(_ text: String) throws(ProtocolError) {
        guard text.utf8.count <= Self.bytesMax else {
            throw Self.bad(text, "it has \(text.utf8.count) bytes, the most is \(Self.bytesMax)")
        }
        self.text = text
        let text = text.isEmpty ? ">" : text
        var tokens = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if tokens.last == ">" {
            tokens.removeLast()
            while tokens.count < 4 { tokens.append("*") }
        }
        guard tokens.count == 4 else {
            throw Self.bad(
                text,
                "a topic has four tokens, family.verb.COUNTRY.agency; end with .> to leave the rest open"
            )
        }
        types = try Self.types(text, family: tokens[0], verb: tokens[1])
        if tokens[2] == "*" {
            country = nil
        } else if let code = CountryCode(tokens[2]) {
            country = code
        } else {
            throw Self.bad(
                text, "\(tokens[2]) is not a country; use its three letters of ISO 3166-1, ZZZ or *"
            )
        }
        if tokens[3] == "*" {
            agency = nil
        } else if let code = AgencyCode(tokens[3]) {
            agency = code
        } else {
            throw Self.bad(
                text, "\(tokens[3]) is not an agency code; use small letters, digits and -, or *")
        }
        matchesAll = tokens == ["*", "*", "*", "*"]
    }

    private static func bad(_ text: String, _ why: String) -> ProtocolError {
        ProtocolError(.badPattern, "pattern \"\(printable(text, upTo: 64))\": \(why)")
    }

    private static func types(
        _ text: String, family: String, verb: String
    ) throws(ProtocolError) -> [Bool] {
        let known = EventCatalogue.all
        var types = [Bool](repeating: false, count: Int(known.map(\.number).max() ?? 0) + 1)
        for type in known
        where (family == "*" || family == type.family) && (verb == "*" || verb == type.verb) {
            types[Int(type.number)] = true
        }
        guard types.contains(true) else {
            throw bad(
                text, "no event type is called \(family).\(verb); coordctl schema lists them all")
        }
        return types
    }

    package func matches(type: UInt16, country: CountryCode, agency: AgencyCode) -> Bool {
        if matchesAll { return true }
        guard Int(type) < types.count, types[Int(type)] else { return false }
        if let wanted = self.country, wanted != country { return false }
        if let wanted = self.agency, wanted != agency { return false }
        return true
    }

    /// Does the record that begins at `offset` match?
    package func matches(_ head: RecordHead, in bytes: Span<UInt8>, at offset: Int) -> Bool {
        if matchesAll { return true }
        guard Int(head.type) < types.count, types[Int(head.type)] else { return false }
        if let wanted = country {
            guard CountryCode(recordBytes: bytes, at: offset + 29) == wanted else { return false }
        }
        if let wanted = agency {
            let start = offset + RecordHead.byteCount
            guard wanted.equals(bytes.extracting(start..<(start + head.agencyLength))) else {
                return false
            }
        }
        return true
    }
}
