package import Events

/// One reason why an event lands in an inbox: topics, and what else must hold.
package struct InboxClause: Sendable, Equatable {
    /// What the inbox's agency must have to do with the event.
    package enum Condition: UInt8, Sendable {
        case none = 0
        /// It has live assistance in the event's country.
        case worksInCountry = 1
        /// The event names it as a party: an overlap's two sides, those of a link.
        case isParty = 2
    }

    package var pattern: TopicPattern
    package var condition: Condition
    /// A route brings an agency nothing that it published itself.
    package var leavesOutOwn: Bool
    /// The line of config/agencies.toml; 0 for an inbox that the agency opened itself.
    package var line: Int

    package init(
        pattern: TopicPattern, condition: Condition = .none, leavesOutOwn: Bool = false,
        line: Int = 0
    ) {
        self.pattern = pattern
        self.condition = condition
        self.leavesOutOwn = leavesOutOwn
        self.line = line
    }
}

/// Which inbox: an agency's, by its name.
package struct InboxKey: Hashable, Sendable, CustomStringConvertible {
    package static let nameBytesMax = 64

    package var agency: AgencyCode
    package var name: String

    package init(agency: AgencyCode, name: String) {
        self.agency = agency
        self.name = name
    }

    /// From `ead/main`; nil when it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let agency = AgencyCode(parts[0]), Self.isName(parts[1]) else {
            return nil
        }
        self.init(agency: agency, name: parts[1])
    }

    /// 1 to 64 of `a-z 0-9 -`, not beginning with `-`.
    package static func isName(_ text: String) -> Bool {
        (1...nameBytesMax).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
    }

    package var description: String { "\(agency)/\(name)" }
}
