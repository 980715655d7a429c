internal import Bytes

/// What one delivery carries, and how far it looked.
struct Selection {
    /// Index of the records among the output's bodies; nil when nothing matched.
    var body: Int?
    var count: Int
    var bytes: Int
    var lastMatch: UInt64
    /// Everything up to this sequence has been looked at.
    var through: UInt64
}

/// A selection built this turn: subscriptions with the same pattern at the same place share its body.
struct SharedSelection {
    var pattern: String
    var sight: Sight
    var from: UInt64
    var selection: Selection
}

/// Picks the records of the newest durable batches that a subscription may have now.
///
/// Small batches go together: a reader that is behind by a thousand of them gets a few messages, not a thousand,
/// which would fill its queue and cost it its session.
func select(
    from recent: RecentRecords, for subscription: Subscription, sight: Sight, deliveryBytes: Int,
    _ reader: inout EventReader, into out: inout Output
) -> Selection {
    let from = subscription.next
    let bytesMax = min(subscription.creditBytes, deliveryBytes)
    for shared in out.shared
    where shared.from == from && shared.pattern == subscription.patternText
        && (shared.sight.seesAll && sight.seesAll || shared.sight == sight)
    {
        let selection = shared.selection
        if selection.count <= subscription.creditEvents, selection.bytes <= bytesMax {
            return selection
        }
    }
    var selection = Selection(body: nil, count: 0, bytes: 0, lastMatch: 0, through: from - 1)
    var records = ByteBuffer()
    while let batch = recent.batch(holding: selection.through + 1) {
        let isFull = batch.with { content in
            choose(content, subscription, sight, bytesMax: bytesMax, &reader, &selection, &records)
        }
        if isFull { break }
    }
    if selection.count > 0 { selection.body = out.add(Body(records)) }
    out.shared.append(
        SharedSelection(
            pattern: subscription.patternText, sight: sight, from: from, selection: selection))
    return selection
}

/// - Returns: true when no more fits.
private func choose(
    _ batch: borrowing BatchContent, _ subscription: Subscription, _ sight: Sight, bytesMax: Int,
    _ reader: inout EventReader, _ selection: inout Selection, _ records: inout ByteBuffer
) -> Bool {
    while selection.through < batch.last {
        guard let range = batch.range(of: selection.through + 1),
            let head = RecordHead(batch.records.bytes, at: range.lowerBound)
        else { preconditionFailure("batch \(batch.first) lost a record") }
        if subscription.pattern.matches(head, in: batch.records.bytes, at: range.lowerBound),
            sight.seesAll
                || sight.sees(head, in: batch.records.bytes, at: range.lowerBound, &reader)
        {
            let isFull =
                selection.count == subscription.creditEvents
                || selection.count > 0 && selection.bytes + range.count > bytesMax
            if isFull { return true }
            records.append(batch.records.bytes(range))
            selection.count += 1
            selection.bytes += range.count
            selection.lastMatch = head.sequence
        }
        selection.through += 1
    }
    return false
}
