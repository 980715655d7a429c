import Events
import Testing

@testable import BusCore

/// The tables of docs/protocol.md, "Topics and patterns".
@Suite struct TopicPatternTests {
    struct Match: Sendable, CustomTestStringConvertible {
        let pattern: String
        let topic: String
        let matches: Bool
        var testDescription: String { "\(pattern) on \(topic)" }
    }

    static let matches: [Match] = [
        Match(pattern: "", topic: "assistance.planned.KEN.undp", matches: true),
        Match(pattern: ">", topic: "assistance.planned.KEN.undp", matches: true),
        Match(pattern: "*.>", topic: "decision.issued.KEN.fp", matches: true),
        Match(pattern: "assistance.>", topic: "assistance.planned.KEN.undp", matches: true),
        Match(pattern: "assistance.>", topic: "decision.issued.KEN.fp", matches: false),
        Match(pattern: "*.*.KEN.*", topic: "request.received.KEN.ead", matches: true),
        Match(pattern: "*.*.KEN.>", topic: "request.received.KEN.ead", matches: true),
        Match(pattern: "*.*.KEN.*", topic: "request.received.UGA.ead", matches: false),
        Match(pattern: "assistance.*.*.undp", topic: "assistance.started.ZZZ.undp", matches: true),
        Match(pattern: "assistance.*.*.undp", topic: "assistance.started.KEN.dfs", matches: false),
        Match(
            pattern: "assistance.planned.KEN.undp", topic: "assistance.planned.KEN.undp",
            matches: true),
        Match(
            pattern: "assistance.planned.KEN.undp", topic: "assistance.started.KEN.undp",
            matches: false),
        Match(pattern: "*.planned.*.*", topic: "assistance.planned.UGA.dfs", matches: true),
        Match(pattern: "*.*.*.undp", topic: "lesson.recorded.KEN.undp-2", matches: false),
    ]

    @Test("a pattern matches the topics that the page says", arguments: matches)
    func matchesTopics(_ match: Match) throws {
        let pattern = try TopicPattern(match.pattern)
        let tokens = match.topic.split(separator: ".").map(String.init)
        let type = try #require(EventCatalogue.type(name: "\(tokens[0]).\(tokens[1])"))
        let country = try #require(CountryCode(tokens[2]))
        let agency = try #require(AgencyCode(tokens[3]))
        #expect(
            pattern.matches(type: type.number, country: country, agency: agency) == match.matches)
    }

    @Test(
        "a pattern that can never match is refused",
        arguments: [
            "assistance.planned", "assist*.>", "assistence.>", ">.planned", "*.*.Kenya.*",
            "*.*.ken.*",
            "*.*.*.UNDP", "a.b.c.d.e", "....", "*.*.*", " >", "assistance.>.KEN.undp",
            String(repeating: ".", count: 257), "*.*.*.\u{0}",
        ])
    func refuses(_ text: String) {
        #expect(throws: ProtocolError.self) { try TopicPattern(text) }
        do throws(ProtocolError) {
            _ = try TopicPattern(text)
        } catch {
            #expect(error.code == .badPattern)
            #expect(error.description.utf8.count < 400)
        }
    }
}
