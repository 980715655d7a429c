internal import Agents
internal import BusCore
internal import CoordBus
internal import ZeroMQ

/// One agency's session on the bus: the bus takes in a session only events whose `source` is the session's own agency, or
/// one it acts for.
final class Session {
    /// What the bus said to one event.
    struct Outcome {
        let position: Int64
        let agency: String
        let id: String
        /// Of a receipt: 0 recorded, 1 recorded before, else an error's number.
        let code: UInt16
        let sequence: Int64
        let text: String
    }

    private var publisher: Publisher
    /// Sent and without receipt, in order.
    private var sent: [(position: Int64, agency: String, id: String)] = []
    private var outcomes: [Outcome] = []

    /// - Parameters:
    ///   - agency: empty leaves it to the key.
    ///   - patience: seconds that the bus may be away.
    init(
        agency: String, endpoint: String, keys: ClientKeys?, context: Context,
        openWithin seconds: Int, patience: Int
    ) throws(ClientError) {
        var client = try BusClient(
            endpoint: endpoint, agency: agency, name: "agency \(Daemon.version)", keys: keys,
            context: context)
        try client.open(withinSeconds: seconds)
        publisher = Publisher(client, window: 2_048, patienceSeconds: patience)
    }

    deinit { publisher.leave() }

    func publish(_ event: Outbox.Waiting) throws(ClientError) {
        sent.append((event.position, event.agency, event.id))
        try publisher.publish(event.bytes.span) { take($0) }
    }

    /// Waits until every event has its receipt.
    func finish() throws(ClientError) { try publisher.finish { take($0) } }

    /// What came since the last call.
    func takeOutcomes() -> [Outcome] {
        defer { outcomes.removeAll(keepingCapacity: true) }
        return outcomes
    }

    private func take(_ run: ReceiptRun) {
        let count = Int(run.count)
        precondition(count <= sent.count, "the publisher holds receipts to what was sent")
        for (index, event) in sent.prefix(count).enumerated() {
            outcomes.append(
                Outcome(
                    position: event.position, agency: event.agency, id: event.id, code: run.code,
                    sequence: run.isRefusal ? 0 : Int64(run.sequence) + Int64(index), text: run.text
                ))
        }
        sent.removeFirst(count)
    }
}
