internal import Agents
internal import BusCore
internal import CoordBus
internal import ZeroMQ

/// Brings what waits in an outbox to the bus, and notes in the outbox what the bus said.
///
/// What was sent without a receipt being noted is sent again next time; the bus then gives the first receipt again, so
/// each event stands in the log once.
final class Courier {
    enum Order {
        /// Each agency's events stay in order; agencies do not wait for each other.
        case byAgency
        /// All events are recorded in the order of the outbox: each change of agency waits for receipts.
        case strict
    }

    private static let batchEvents = 1_024
    /// Sessions held open; beyond, all are closed and opened again as needed.
    private static let sessionsMax = 200

    let outbox: Outbox
    private let endpoint: String
    private let keys: ClientKeys?
    private let order: Order
    private let patience: Int
    private let context: Context
    private var sessions: [String: Session] = [:]
    private(set) var tally = Tally()

    /// - Parameters:
    ///   - keys: for a bus with CURVE: everything goes over one session, the key's.
    ///   - patience: seconds to wait for a bus that is away.
    init(_ outbox: Outbox, endpoint: String, keys: ClientKeys?, order: Order, patience: Int) throws
    {
        self.keys = keys
        context = try Context(socketsMax: Int32(Self.sessionsMax) + 56)
        self.outbox = outbox
        self.endpoint = endpoint
        self.order = order
        self.patience = patience
    }

    /// Sends until nothing waits.
    /// - Parameter progress: called after each batch.
    func sendAll(_ progress: () -> Void) throws {
        while true {
            let batch = try outbox.next(limit: Self.batchEvents)
            guard !batch.isEmpty else { return }
            try send(batch)
            progress()
        }
    }

    private func send(_ batch: [Outbox.Waiting]) throws {
        var used: [String: Session] = [:]
        var outcomes: [Session.Outcome] = []
        let failure = perform(batch, &used)
        for session in used.values { outcomes += session.takeOutcomes() }
        try note(outcomes, batch)
        if let failure {
            // What a broken session still holds is in the outbox as well.
            sessions.removeAll()
            throw failure
        }
        if sessions.count > Self.sessionsMax { sessions.removeAll() }
    }

    /// - Returns: why the batch could not be finished; nil when it was.
    private func perform(
        _ batch: [Outbox.Waiting], _ used: inout [String: Session]
    ) -> ClientError? {
        do throws(ClientError) {
            var previous: String?
            for event in batch {
                let name = keys == nil ? event.agency : ""
                if order == .strict, let previous, previous != name {
                    try used[previous]?.finish()
                }
                let session = try session(name)
                used[name] = session
                try session.publish(event)
                previous = name
            }
            for session in used.values { try session.finish() }
            return nil
        } catch {
            return error
        }
    }

    private func session(_ agency: String) throws(ClientError) -> Session {
        if let session = sessions[agency] { return session }
        let session = try Session(
            agency: agency, endpoint: endpoint, keys: keys, context: context,
            openWithin: max(1, patience),
            patience: max(1, patience))
        sessions[agency] = session
        return session
    }

    /// Refusals are set aside; the rest is done up to the first event without an answer.
    private func note(_ outcomes: [Session.Outcome], _ batch: [Outbox.Waiting]) throws {
        let byPosition = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.position, $0) })
        var last: (position: Int64, sequence: Int64)?
        var isWhole = true
        for event in batch {
            guard let outcome = byPosition[event.position] else {
                isWhole = false
                continue
            }
            if outcome.code > ReceiptRun.recordedBefore {
                try outbox.refused(outcome.position, code: Int(outcome.code), text: outcome.text)
                tally.count(outcome)
            } else if isWhole {
                last = (outcome.position, max(last?.sequence ?? 0, outcome.sequence))
                tally.count(outcome)
            }
            // Receipts behind a hole are forgotten here: they come again with the next sending.
        }
        if let last { try outbox.receipted(upTo: last.position, sequence: last.sequence) }
    }
}
