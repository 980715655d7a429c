internal import Bytes
internal import Events
internal import JSON

extension Bus {
    /// Takes up the file's table: each agency's default inbox, the declared ones, and what lands in them. An inbox that the file
    /// no longer names keeps its place and what is in it, and gets nothing new; one that was kept from an earlier start
    /// goes on where it was.
    package mutating func setRoutes(_ table: RouteTable) {
        inboxes.rules = table.rules
        let fromNow = Set(table.inboxes.filter(\.fromNow).map(\.key))
        var named: Set<InboxKey> = []
        for (key, clauses) in table.allClauses {
            named.insert(key)
            declare(key, clauses, fromNow: fromNow.contains(key))
        }
        for case let inbox? in inboxes.all where inbox.isDeclared && !named.contains(inbox.key) {
            inboxes.setClauses([], of: inbox)
        }
        inboxes.routes = table
    }

    /// Takes up a new table while running: the log is looked through again for what its routes need to know.
    package mutating func reload(_ table: RouteTable, into out: inout Output) {
        setRoutes(table)
        prepareInboxes(into: &out)
    }

    private mutating func declare(_ key: InboxKey, _ clauses: [InboxClause], fromNow: Bool) {
        if let inbox = inboxes.find(key) {
            inbox.isDeclared = true
            guard inbox.clauses != clauses else { return }
            inboxes.setClauses(clauses, of: inbox)
            // A read under way asked for what belonged in it before.
            inbox.generation += 1
            inbox.isReading = false
            return
        }
        let inbox = inboxes.add(
            key, clauses, isDeclared: true, cursor: fromNow ? durable : 0)
        inbox.hasBacklog = inbox.cursor < durable
    }

    /// Who would get an event, and why, as JSON. Nothing is recorded.
    mutating func explainRoute(_ event: [UInt8]) throws(ProtocolError) -> String {
        var record = ByteBuffer()
        do throws(EventRefusal) {
            let facts = try validator.check(event.span)
            RecordHead.layOut(facts, event.span, sequence: durable + 1, into: &record)
        } catch {
            throw ProtocolError(.badInbox, "the event is not one the bus would take: \(error)")
        }
        guard let head = RecordHead(record.bytes) else {
            preconditionFailure("a record just written is not one")
        }
        var receivers: [Receiver] = []
        inboxes.findReceivers(head, in: record.bytes, at: 0, into: &receivers)
        return RouteExplanation.text(receivers, inboxes.routes)
    }
}

extension RecordHead {
    /// Writes an event as a record that is not in any log, for those who decide by records.
    static func layOut(
        _ facts: EventFacts, _ event: Span<UInt8>, sequence: UInt64, into buffer: inout ByteBuffer
    ) {
        let start = buffer.count
        buffer.append(littleEndian: UInt64(0))
        buffer.append(littleEndian: sequence)
        buffer.append(littleEndian: UInt64(0))
        // Type, label and status, and the length of the agency's code, as the head has them from offset 24 on.
        buffer.append(
            littleEndian: UInt64(facts.agency.count) << 24 | UInt64(facts.flags) << 16
                | UInt64(facts.type))
        facts.agency.append(to: &buffer)
        buffer.append(event)
        buffer.store(littleEndian: UInt32(buffer.count - start), at: start)
        buffer.store(littleEndian: facts.country.first, at: start + 29)
        buffer.store(littleEndian: facts.country.second, at: start + 30)
        buffer.store(littleEndian: facts.country.third, at: start + 31)
    }
}

/// Who gets an event and by which line, as JSON: `{"receivers":[{"inbox":"ead/main","line":12,"why":"OP16"}]}`.
enum RouteExplanation {
    static func text(_ receivers: [Receiver], _ table: RouteTable?) -> String {
        var json = JSONWriter()
        var seen: Set<InboxKey> = []
        json.object { json in
            json.key("receivers")
            json.array { json in
                for receiver in receivers.sorted(by: isBefore)
                where seen.insert(receiver.inbox.key).inserted {
                    json.object { json in
                        json.member("inbox", receiver.inbox.key.description)
                        json.member("line", receiver.clause.line)
                        json.member("pattern", receiver.clause.pattern.text)
                        if let route = table?.route(atLine: receiver.clause.line) {
                            json.member("why", route.why)
                            if route.acknowledgeDays > 0 {
                                json.member("acknowledgeDays", route.acknowledgeDays)
                            }
                        }
                    }
                }
            }
        }
        return json.text
    }

    private static func isBefore(_ a: Receiver, _ b: Receiver) -> Bool {
        let (left, right) = (a.inbox.key.description, b.inbox.key.description)
        return left == right ? a.clause.line < b.clause.line : left < right
    }
}
