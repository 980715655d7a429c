package import BusCore

/// Publishes what waits in an outbox, in order, and notes in the outbox what the bus said: what has its receipt goes, what is
/// refused for good is set aside with the reason, what is refused for now stays. Lost sessions are opened again by `Publisher`; after
/// a crash of this program the next start goes on, and the bus gives the first receipts again.
///
/// For one agency; the events of others stay where they are, and hold up those behind them.
package struct OutboxPublisher: ~Copyable {
    private static let batchEvents = 256
    /// The bus is stopping, its disk is full, or part of its log can't be read: later it may work.
    private static let later: Set<UInt16> = [
        ProtocolError.Code.shuttingDown.rawValue, ProtocolError.Code.logFull.rawValue,
        ProtocolError.Code.logDamaged.rawValue,
    ]

    package let outbox: Outbox
    private let agency: String
    private var publisher: Publisher

    /// - Parameters:
    ///   - client: of the agency whose events these are; opened already.
    ///   - patienceSeconds: how long the bus may be away.
    package init(
        _ client: consuming BusClient, _ outbox: Outbox, patienceSeconds: Int = 60
    ) {
        agency = client.agency
        self.outbox = outbox
        publisher = Publisher(client, patienceSeconds: patienceSeconds)
    }

    /// Sends until nothing of this agency waits at the front.
    /// - Parameter refused: told of each event that the bus will never take.
    /// - Returns: false when the bus takes nothing for now; try again later.
    package mutating func sendAll(
        refused: (Outbox.Waiting, ReceiptRun) -> Void = { _, _ in }
    ) throws -> Bool {
        while true {
            let batch = try outbox.next(limit: Self.batchEvents).prefix { $0.agency == agency }
            guard !batch.isEmpty else { return true }
            var fates: [ReceiptRun] = []
            for event in batch { try publisher.publish(event.bytes.span) { fates.append($0) } }
            try publisher.finish { fates.append($0) }
            guard try note(fates, of: batch, refused) else { return false }
        }
    }

    /// Receipts come in the order of the events: each run tells the fate of the next few.
    private func note(
        _ fates: [ReceiptRun], of batch: ArraySlice<Outbox.Waiting>,
        _ refused: (Outbox.Waiting, ReceiptRun) -> Void
    ) throws(OutboxError) -> Bool {
        var rest = batch
        for fate in fates {
            if Self.later.contains(fate.code) { return false }
            for (index, event) in rest.prefix(Int(fate.count)).enumerated() {
                if fate.isRefusal {
                    refused(event, fate)
                    try outbox.refused(event.position, code: Int(fate.code), text: fate.text)
                } else {
                    try outbox.receipted(
                        event.position, sequence: Int64(fate.sequence) + Int64(index))
                }
            }
            rest = rest.dropFirst(Int(fate.count))
        }
        return true
    }
}
