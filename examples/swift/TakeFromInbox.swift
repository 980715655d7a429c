import BusCore
import CoordBus
import JSON
import Platform
import ZeroMQ

/// Tasks 2 and 3: take events from an inbox, acknowledge each when it is handled, give back what cannot be handled.
func takeFromInbox(of endpoint: String, inbox name: String, pattern: String, count: Int) throws {
    let client = try BusClient(
        endpoint: endpoint, agency: "ead", name: "adapter-example 1", context: Context())
    // Opens the inbox if it is not there, and goes on after a lost connection; what was not acknowledged comes again.
    var inbox = InboxReader(client, InboxReader.Options(inbox: name, patterns: [pattern]))
    var done: Set<UInt64> = []
    while done.count < count {
        var taken: [(sequence: UInt64, event: [UInt8])] = []
        _ = try inbox.next(until: monotonicNanoseconds() + 1_000_000_000) { head, record, _ in
            let event = record.extracting(droppingFirst: head.eventOffset)
            taken.append((head.sequence, (0..<event.count).map { event[$0] }))
        }
        for (sequence, event) in taken {
            if let reason = handle(event) {
                print("gave back \(sequence): \(reason)")
                try inbox.nack(sequence, reason: reason, never: true)
            } else {
                try inbox.ack(sequence)
            }
            done.insert(sequence)
        }
    }
    try inbox.close()
    print("done")
}

/// What this agency does with an event.
/// - Returns: why it cannot, or nil when it is handled.
private func handle(_ event: [UInt8]) -> String? {
    var parser = JSONParser(bytesMax: 1 << 20)
    guard let document = try? parser.parse(event.span),  // the bus delivers JSON only
        let id = document.text("id", in: document.root)
    else { return "not an event" }
    if let data = document.value("data", in: document.root),
        document.text("lesson", in: data)?.hasPrefix("Bad") == true
    {
        return "no such lesson here"
    }
    print("handled \(id)")
    return nil
}
