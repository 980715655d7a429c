internal import BusCore
internal import Bytes
internal import CoordBus

/// Publishes events again that have their receipts: each must get the first receipt again, and nothing is added.
struct Republication {
    let endpoint: String
    let ledger: Ledger
    let faults: Faults

    func run(_ stream: TortureStream) throws {
        var events = stream.events()
        var event = ByteBuffer()
        var client = try ServedBus.client(endpoint, "torture")
        try client.open(withinSeconds: 10)
        var publisher = Publisher(client, window: 1024, messageBytes: 30_000, patienceSeconds: 10)
        let known = ledger.sequences[stream.index]
        let again = known.indices.filter { known[$0] != 0 && $0 % 3 == 0 }
        let take = { (run: ReceiptRun) in
            for place in 0..<UInt64(run.count) {
                let number = again[Int(run.number + place) - 1]
                faults.expect(
                    run.code == ReceiptRun.recordedBefore && run.sequence + place == known[number],
                    "event \(number) of stream \(stream.index), again: \(run), first \(known[number])"
                )
            }
        }
        for number in again {
            event.removeAll()
            events.append(number, stamp: 0, to: &event)
            try publisher.publish(event.bytes, fate: take)
        }
        try publisher.finish(fate: take)
    }
}
