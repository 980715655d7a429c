internal import Bytes
internal import Crypto
internal import Events

/// What the log already holds under an event's source and id.
enum Earlier {
    case none
    /// The same bytes, at this sequence.
    case same(UInt64)
    /// Other bytes, at this sequence.
    case other(UInt64)
    /// The log can't say.
    case unreadable(ProtocolError)
}

extension Bus {
    /// Looks for an earlier record with the source and id of the event that was just written at `start`.
    ///
    /// The fingerprint finds candidates; the bytes decide. Memory first, then the log.
    mutating func earlier(_ facts: EventFacts, at start: Int) -> Earlier {
        var candidates: [UInt64] = []  // stays without storage while nothing is found
        ids.find(facts.fingerprint) { sequence in
            candidates.append(sequence)
            return true
        }
        for sequence in candidates {
            do throws(ProtocolError) {
                let event = try copyEvent(at: sequence)
                let range = eventRange(at: start)
                if event.with({ filling.records.bytes(range).equals($0.bytes) }) {
                    return .same(sequence)
                }
                let mine = Self.identity(filling.records, range, &validator)
                let theirs = event.with { validator.identity(of: $0.bytes) }
                if let mine, let theirs, mine == theirs { return .other(sequence) }
            } catch {
                return .unreadable(error)
            }
        }
        return .none
    }

    private static func identity(
        _ buffer: borrowing ByteBuffer, _ range: Range<Int>, _ validator: inout EventValidator
    ) -> (source: String, id: String)? {
        validator.identity(of: buffer.bytes(range))
    }

    /// The event being taken, without its head.
    private func eventRange(at start: Int) -> Range<Int> {
        let codes = Int(filling.records.bytes[start + 27]) + Int(filling.records.bytes[start + 28])
        return (start + RecordHead.byteCount + codes)..<filling.records.count
    }

    /// A copy of the event recorded at `sequence`, from memory or from the log.
    private mutating func copyEvent(at sequence: UInt64) throws(ProtocolError) -> Body {
        var record = ByteBuffer()
        if let range = filling.range(of: sequence) {
            record.append(filling.records.bytes(range))
        } else if let held = underWay.first(where: { $0.range(of: sequence) != nil })
            ?? recent.batch(holding: sequence), let range = held.range(of: sequence)
        {
            held.with { record.append($0.records.bytes(range)) }
        } else {
            try source.record(at: sequence, into: &record)
        }
        guard let head = RecordHead(record.bytes) else {
            throw ProtocolError(
                .logDamaged,
                "the record at sequence \(sequence) can't be read; run coordctl log verify")
        }
        record.removeFirst(head.eventOffset)
        return Body(record)
    }

    /// What the publisher is told of a conflict, and the event that records it.
    mutating func conflict(
        _ facts: EventFacts, at start: Int, with sequence: UInt64
    ) -> (event: Body?, text: String) {
        let range = eventRange(at: start)
        let refused = SHA256.digest(filling.records.bytes(range)).hex
        guard let original = try? copyEvent(at: sequence),  // it was read a moment ago
            let identity = Self.identity(filling.records, range, &validator)
        else { return (nil, "the id is taken by sequence \(sequence); use another") }
        let recorded = original.with { SHA256.digest($0.bytes).hex }
        let event = BusEvents.conflicted(
            publisher: facts.agency, identity: identity, sequence: sequence,
            recordedDigest: recorded, refusedDigest: refused, at: lastRecorded)
        let text =
            "the id is taken: sequence \(sequence) holds other content under the same source and id "
            + "(recorded sha256 \(recorded), refused sha256 \(refused)); "
            + "send a changed event under an id of its own"
        return (event, text)
    }
}
