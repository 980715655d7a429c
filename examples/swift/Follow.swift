import BusCore
import CoordBus
import Platform
import ZeroMQ

/// Task 4: follow the log from its beginning, keeping one's own place; for copies, statistics, displays.
func follow(_ endpoint: String, pattern: String, count: Int) throws {
    let client = try BusClient(
        endpoint: endpoint, agency: "ead", name: "adapter-example 1", context: Context())
    var tail = Tail(client, pattern: pattern, from: .sequence(1))
    var taken = 0
    while taken < count {
        _ = try tail.next(until: monotonicNanoseconds() + 1_000_000_000) { head, record in
            print("\(head.sequence) \(record.count - head.eventOffset) bytes")
            taken += 1
        }
        // Write `tail.through` beside what you did with the records, in one transaction: the next start goes on behind it.
    }
    tail.close()
    print("done")
}
