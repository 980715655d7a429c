internal import Bytes
internal import Events
internal import JSON

/// What the bus has to know of the log's past and no index keeps: folded once after a start, beside the running bus.
///
/// A function of the records in order, and of nothing else.
package struct BusPast: Sendable {
    struct LastPresence: Sendable, Equatable {
        var isOnline: Bool
        /// Nanoseconds since the Unix epoch.
        var since: UInt64
    }

    /// What was told last of each agency.
    private(set) var presence: [AgencyCode: LastPresence] = [:]
    private(set) var parties = CaseParties()
    /// Everything up to this sequence is in it.
    package private(set) var through: UInt64 = 0

    package init() {}

    /// Folds the records in `bytes`, which stand one after another.
    package mutating func apply(_ bytes: Span<UInt8>, _ reader: inout EventReader) {
        var at = 0
        while let head = RecordHead(bytes, at: at) {
            if head.type == BusEvents.online || head.type == BusEvents.offline,
                let (agency, since) = reader.presence(bytes, at: at, head)
            {
                presence[agency] = LastPresence(
                    isOnline: head.type == BusEvents.online, since: since)
            }
            join(head, bytes, at, &reader)
            through = head.sequence
            at += head.length
        }
    }
}

extension BusPast {
    /// Whoever published the record, and in whose name, takes part in its case.
    private mutating func join(
        _ head: RecordHead, _ bytes: Span<UInt8>, _ offset: Int, _ reader: inout EventReader
    ) {
        let start = offset + RecordHead.byteCount
        let middle = start + head.agencyLength
        guard let agency = AgencyCode(bytes.extracting(start..<middle)), agency != .bus else {
            return
        }
        let correlation = reader.correlation(bytes, at: offset, head)
        guard correlation != 0 else { return }
        parties.join(agency, correlation)
        if let publisher = AgencyCode(
            bytes.extracting(middle..<(middle + head.publisherLength)))
        {
            parties.join(publisher, correlation)
        }
    }
}

extension EventReader {
    /// Agency and beginning in `agency.online` and `agency.offline`.
    fileprivate mutating func presence(
        _ bytes: Span<UInt8>, at offset: Int, _ head: RecordHead
    ) -> (AgencyCode, UInt64)? {
        read(bytes, at: offset, head) { (document: borrowing JSONDocument) in
            guard let data = document.value("data", in: document.root),
                let code = document.text("agency", in: data), let agency = AgencyCode(code),
                let text = document.text("since", in: data), let since = Timestamp(text)
            else { return nil }
            return (agency, since.nanoseconds)
        }
    }

    /// Events in an outbox, as `adapter.heartbeat` and `adapter.hello` tell.
    mutating func waiting(_ bytes: Span<UInt8>, at offset: Int, _ head: RecordHead) -> Int64? {
        read(bytes, at: offset, head) { (document: borrowing JSONDocument) in
            guard let data = document.value("data", in: document.root),
                let place = document.value("waiting", in: data),
                document.kind(place) == .integer
            else { return nil }
            return document.integer(place)
        }
    }
}
