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
/// Compiled once to the numbers of family and verb, a country and an agency, so matching a record compares a few bytes of its
/// head, and a pattern takes some 100 bytes.
package struct TopicPattern: Sendable, Equatable {
    package let text: String
    /// As `TopicWords` numbers them; 0 = any.
    let family: UInt16
    let verb: UInt16
    package let country: CountryCode?
    package let agency: AgencyCode?
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
        (family, verb) = try Self.words(text, family: tokens[0], verb: tokens[1])
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

    /// The same topics, of these countries only; itself where it names a country, or none are given.
    package func narrowed(to countries: [String]) throws(ProtocolError) -> [TopicPattern] {
        guard !countries.isEmpty, country == nil else { return [self] }
        var tokens = (text.isEmpty ? ">" : text).split(separator: ".").map(String.init)
        if tokens.last == ">" { tokens.removeLast() }
        while tokens.count < 4 { tokens.append("*") }
        var narrowed: [TopicPattern] = []
        for country in countries {
            narrowed.append(
                try TopicPattern("\(tokens[0]).\(tokens[1]).\(country).\(tokens[3])"))
        }
        return narrowed
    }

    private static func bad(_ text: String, _ why: String) -> ProtocolError {
        ProtocolError(.badPattern, "pattern \"\(printable(text, upTo: 64))\": \(why)")
    }

    private static func words(
        _ text: String, family: String, verb: String
    ) throws(ProtocolError) -> (UInt16, UInt16) {
        guard
            EventCatalogue.all.contains(where: { type in
                (family == "*" || family == type.family) && (verb == "*" || verb == type.verb)
            })
        else {
            throw bad(
                text, "no event type is called \(family).\(verb); coordctl schema lists them all")
        }
        return (TopicWords.families[family] ?? 0, TopicWords.verbs[verb] ?? 0)
    }

    /// Are events of this type taken, of some country and agency?
    package func takesType(_ type: UInt16) -> Bool { matchesAll || matches(type: type) }

    private func matches(type: UInt16) -> Bool {
        let words = TopicWords.words(ofType: type)
        guard words != 0 else { return false }
        if family != 0, family != UInt16(truncatingIfNeeded: words >> 16) { return false }
        if verb != 0, verb != UInt16(truncatingIfNeeded: words) { return false }
        return true
    }

    package func matches(type: UInt16, country: CountryCode, agency: AgencyCode) -> Bool {
        if matchesAll { return true }
        guard matches(type: type) else { return false }
        if let wanted = self.country, wanted != country { return false }
        if let wanted = self.agency, wanted != agency { return false }
        return true
    }

    /// Does the record that begins at `offset` match?
    package func matches(_ head: RecordHead, in bytes: Span<UInt8>, at offset: Int) -> Bool {
        if matchesAll { return true }
        guard matches(type: head.type) else { return false }
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
