import Agents
import BusCore
import CoordBus
import ZeroMQ

/// Task 1: publish from an outbox on disk, so that nothing is lost when the bus or this program goes away.
func publish(to endpoint: String, outbox path: String, agency: String = "undp") throws {
    let outbox = try Outbox(path: path)
    while let line = readLine() {
        // On disk when this returns; from here on the event cannot get lost.
        try outbox.append([
            MadeEvent(
                id: String(line.prefix(64)), agency: agency, type: "", bytes: Array(line.utf8))
        ])
    }
    var client = try BusClient(
        endpoint: endpoint, agency: agency, name: "adapter-example 1", context: Context())
    try client.open(withinSeconds: 60)
    var publisher = Publisher(client, patienceSeconds: 60)  // opens lost sessions again by itself
    while true {
        let batch = try outbox.next(limit: 100)
        guard !batch.isEmpty else { break }
        var fates: [ReceiptRun] = []
        for event in batch { try publisher.publish(event.bytes.span) { fates.append($0) } }
        try publisher.finish { fates.append($0) }
        // Receipts come in the order of the events: each run tells the fate of the next few.
        var next = batch[...]
        for fate in fates {
            for event in next.prefix(Int(fate.count)) {
                if fate.isRefusal {
                    print("refused \(fate.code): \(fate.text)")
                    try outbox.refused(event.position, code: Int(fate.code), text: fate.text)
                } else {
                    try outbox.receipted(event.position, sequence: Int64(fate.sequence))
                }
            }
            next = next.dropFirst(Int(fate.count))
        }
    }
    print("outbox empty")
}
