package import BusCore
package import Platform

/// What became of a batch, or of a try to find room.
package enum CommitOutcome: Sendable {
    /// The oldest batch handed over is on disk.
    case durable
    /// It is not, and nothing of it remains: the disk is full.
    case full(ProtocolError)
    /// A probe found no room; the next tick asks again.
    case stillFull
    /// A probe found room again.
    case room
    /// Nothing can be trusted any more; the process must end.
    case fatal(LogError)
}

/// The log thread: the only writer of the log. One batch at a time comes in; its outcome goes back.
package final class LogThread: Sendable {
    package enum Order: Sendable {
        case append(Batch)
        /// Is there room again?
        case probe
        case stop
    }

    private let orders: Handoff<Order>
    package let outcomes: Handoff<CommitOutcome>
    /// How long batches took to become durable: write and fdatasync.
    package let commitTimes = Histogram()

    /// - Parameter bell: rung when an outcome waits.
    package init(bell: Bell) {
        orders = Handoff(countMax: 4, bell: Bell())
        outcomes = Handoff(countMax: 8, bell: bell)
    }

    /// Hands an order over; the bus has at most one batch and one probe under way, so there is room.
    package func give(_ order: Order) {
        let taken = orders.offer(order)
        precondition(taken, "the log thread was given more than it can hold")
    }

    /// The thread's body: runs until `stop`, with whatever was ordered before done.
    package func run(_ log: any EventLog) {
        var batch: [Order] = []
        while true {
            orders.bell.wait()
            orders.drain(into: &batch)
            for order in batch {
                switch order {
                case .append(let batch): tell(append(batch, to: log))
                case .probe: tell(log.hasRoom(forBytes: 1 << 20) ? .room : .stillFull)
                case .stop: return
                }
            }
            batch.removeAll(keepingCapacity: true)
        }
    }

    /// Makes one batch durable, on the calling thread.
    package func append(_ batch: Batch, to log: any EventLog) -> CommitOutcome {
        let start = monotonicNanoseconds()
        return write(batch, to: log) ?? sync(log, since: start)
    }

    /// Writes one batch, on the calling thread, which may do something else before it calls `sync`.
    /// - Returns: nil when it is written; else why not.
    package func write(_ batch: Batch, to log: any EventLog) -> CommitOutcome? {
        do throws(LogError) {
            try log.write(
                &batch.content.records, fingerprints: batch.content.fingerprints,
                at: wallNanoseconds())
            return nil
        } catch {
            if case .full = error {
                return .full(ProtocolError(.logFull, "the log cannot grow: \(error)"))
            }
            return .fatal(error)
        }
    }

    /// Makes what was written durable, on the calling thread.
    /// - Parameter start: monotonic nanoseconds when writing it began.
    package func sync(_ log: any EventLog, since start: UInt64) -> CommitOutcome {
        do throws(LogError) {
            try log.sync()
            commitTimes.record(nanoseconds: monotonicNanoseconds() - start)
            return .durable
        } catch {
            return .fatal(error)
        }
    }

    private func tell(_ outcome: CommitOutcome) {
        let taken = outcomes.offer(outcome)
        precondition(taken, "the bus left outcomes lying")
    }
}
