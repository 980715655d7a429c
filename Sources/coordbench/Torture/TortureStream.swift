internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform

/// A run of events of which everybody can tell the bytes: from the stream's index, its size and the seed.
struct TortureStream {
    /// Event sizes, bytes, by stream.
    static let sizes = [520, 611, 1400, 4096]

    let index: Int
    let seed: UInt64

    func events() -> BenchEvents {
        BenchEvents(
            size: Self.sizes[index % Self.sizes.count], publisher: index,
            seed: seed &+ UInt64(index))
    }
}

/// One publisher under torture: sends its stream through the real client, some events again, until told to stop; then
/// waits for every receipt.
struct TorturePublisher {
    let stream: TortureStream
    let endpoint: String
    let window: Int
    let messageBytes: Int
    /// Of its pace and repetitions.
    let seed: UInt64
    let ledger: Ledger
    let faults: Faults

    func run() {
        do {
            try publish()
        } catch {
            faults.note("publisher of stream \(stream.index): \(error)")
        }
    }

    private func publish() throws {
        var random = BenchRandom(seed: seed)
        var events = stream.events()
        var event = ByteBuffer()
        var client = try ServedBus.client(endpoint, "torture")
        try client.open(withinSeconds: 60)
        var publisher = Publisher(
            client, window: window, messageBytes: messageBytes, patienceSeconds: 60)
        var numbers: [Int] = []
        var fresh = 0
        while !ledger.isStopping {
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                let isRepeated = fresh > 0 && Int.random(in: 0..<20, using: &random) == 0
                let number = isRepeated ? Int.random(in: 0..<fresh, using: &random) : fresh
                if !isRepeated { fresh += 1 }
                numbers.append(number)
                event.removeAll()
                events.append(number, stamp: 0, to: &event)
                try publisher.publish(event.bytes) { note($0, numbers) }
            }
            let pause = UInt64.random(in: 0...20_000_000, using: &random)
            try publisher.pump(until: monotonicNanoseconds() + pause) { note($0, numbers) }
        }
        try publisher.finish { note($0, numbers) }
        faults.expect(
            publisher.receipted == UInt64(numbers.count),
            "stream \(stream.index): \(numbers.count) sent, \(publisher.receipted) receipts")
    }

    private func note(_ run: ReceiptRun, _ numbers: [Int]) {
        for place in 0..<UInt64(run.count) {
            ledger.note(
                stream: stream.index, number: numbers[Int(run.number + place) - 1],
                sequence: run.sequence + place, run: run)
        }
    }
}
