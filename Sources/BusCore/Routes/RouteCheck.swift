internal import Bytes
package import Events
internal import JSON

/// Who gets an event by the file alone, without a bus: a check of the table before it is taken up.
///
/// Who works in a country is the log's to say, so such lines are told with their condition.
package struct RouteCheck: Sendable, Equatable {
    package enum Condition: Sendable, Equatable {
        case none
        /// Only if the agency has live assistance in the event's country.
        case worksInCountry
        /// Only if the flag that the event speaks of names the agency.
        case isParty
    }

    package var inbox: InboxKey
    package var line: Int
    package var pattern: String
    package var why: String
    package var acknowledgeDays: Int
    package var condition: Condition

    /// - Returns: one entry for each inbox, in alphabetical order; the unconditional line wins, then the first.
    /// - Throws: `EventRefusal` when the bus would not take the event.
    package static func receivers(
        of event: [UInt8], by table: RouteTable
    ) throws(EventRefusal) -> [RouteCheck] {
        var validator = EventValidator(idSeed: 0)
        let facts = try validator.check(event.span)
        var record = ByteBuffer()
        RecordHead.layOut(facts, event.span, sequence: 1, into: &record)
        var reader = EventReader()
        guard let head = RecordHead(record.bytes) else {
            preconditionFailure("a record just written is not one")
        }
        let parties = reader.read(record.bytes, at: 0, head).parties
        var found: [InboxKey: RouteCheck] = [:]
        for (key, clauses) in table.allClauses {
            for clause in clauses
            where clause.pattern.matches(
                type: facts.type, country: facts.country, agency: facts.agency)
                && !(clause.leavesOutOwn && key.agency == facts.agency)
            {
                let condition: Condition
                switch clause.condition {
                case .none: condition = .none
                case .worksInCountry:
                    guard facts.country != .none || EventReading.isAssistance(facts.type) else {
                        continue
                    }
                    condition = .worksInCountry
                case .isParty:
                    guard EventReading.hasParties(facts.type) else { continue }
                    if parties.contains(key.agency) {
                        condition = .none
                    } else if parties.isEmpty {
                        condition = .isParty
                    } else {
                        continue
                    }
                }
                if let before = found[key], before.condition == .none || condition != .none {
                    continue
                }
                let route = table.route(atLine: clause.line)
                found[key] = RouteCheck(
                    inbox: key, line: clause.line, pattern: clause.pattern.text,
                    why: route?.why ?? "", acknowledgeDays: route?.acknowledgeDays ?? 0,
                    condition: condition)
            }
        }
        return found.values.sorted { $0.inbox.description < $1.inbox.description }
    }
}

extension RouteTable {
    /// Every inbox of the file with what lands in it.
    package var allClauses: [(InboxKey, [InboxClause])] {
        members.map { member in
            (InboxKey(agency: member.agency, name: Self.mainInbox), mainClauses(of: member))
        }
            + inboxes.map { inbox in
                (inbox.key, inbox.topics.map { InboxClause(pattern: $0, line: inbox.line) })
            }
    }
}
