/// An event that is to go into an outbox.
package struct OutboxEvent: Equatable, Sendable {
    /// The owner of `source`: in whose name it is published.
    package let agency: String
    /// Finds it again in the outbox; the event's own `id` is best.
    package let id: String
    package let bytes: [UInt8]

    package init(agency: String, id: String, bytes: [UInt8]) {
        self.agency = agency
        self.id = id
        self.bytes = bytes
    }
}
