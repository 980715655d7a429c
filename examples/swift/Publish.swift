import BusCore
import CoordBus
import ZeroMQ

/// Task 1: publish from an outbox on disk, so that nothing is lost when the bus or this program goes away.
func publish(to endpoint: String, outbox path: String, agency: String = "undp") throws {
    let outbox = try Outbox(path: path)
    while let line = readLine() {
        // On disk when this returns; from here on the event cannot get lost.
        try outbox.append([
            OutboxEvent(agency: agency, id: String(line.prefix(64)), bytes: Array(line.utf8))
        ])
    }
    var client = try BusClient(
        endpoint: endpoint, agency: agency, name: "adapter-example 1", context: Context())
    try client.open(withinSeconds: 60)
    var publisher = OutboxPublisher(client, outbox)
    let isDone = try publisher.sendAll { _, fate in print("refused \(fate.code): \(fate.text)") }
    print(isDone ? "outbox empty" : "the bus takes nothing now; the rest stays in the outbox")
}
