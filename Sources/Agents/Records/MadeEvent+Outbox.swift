package import CoordBus

extension Outbox {
    /// Adds made events at the end, all of them or none. What waits already with the same bytes is not added again.
    /// - Returns: how many were added.
    @discardableResult
    package func append(_ events: [MadeEvent]) throws(OutboxError) -> Int {
        try append(
            events.map { OutboxEvent(agency: $0.agency, id: $0.id, bytes: $0.bytes) })
    }
}
