internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform
internal import ZeroMQ

/// An agency that was away for very many events comes back and catches up from its inbox while coordd is killed (-9) again and again:
/// every event comes, in order and with the proof that none is missing, and the last is acknowledged.
struct InboxRounds {
    let programs: Programs
    let kills: Int
    let events: Int
    let seed: UInt64
    let faults: Faults

    func run() throws {
        let folder = try TemporaryFolder("coordbus-inbox")
        var bus = try ServedBus(program: programs.coordd, folder: "\(folder.path)/log")
        let listen = bus.endpoint
        let context = try Context(socketsMax: 16)
        do {
            var first = try reader(listen, context)
            try first.open()
            try first.close()
        }
        let receipted = try publish(listen, context)
        var random = BenchRandom(seed: seed)
        var killed = 0
        var nextKill = nextPlace(0, &random)
        var inbox = try reader(listen, context)
        var seen: UInt64 = 0
        var repeats = 0
        var counted = 0
        let begun = monotonicNanoseconds()
        var heard = begun
        var done = 0
        while done < receipted.count {
            var last: UInt64 = 0
            _ = try inbox.next(until: monotonicNanoseconds() + 1_000_000_000) { head, _, attempt in
                if head.sequence <= seen {
                    repeats += 1
                    counted += attempt > 1 ? 1 : 0
                } else {
                    if done < receipted.count, receipted[done] != head.sequence {
                        faults.note(
                            "\(head.sequence) came after \(seen); the receipts say \(receipted[done])"
                        )
                    }
                    seen = head.sequence
                    done += 1
                }
                last = head.sequence
            }
            if last > 0 {
                heard = monotonicNanoseconds()
                try inbox.ack(upTo: last)
            } else if monotonicNanoseconds() > heard + 60_000_000_000 {
                faults.note("nothing came for 60 s behind \(seen)")
                break
            }
            if killed < kills, done >= nextKill {
                killed += 1
                nextKill = nextPlace(killed, &random)
                bus.kill()
                bus = try ServedBus(
                    program: programs.coordd, folder: "\(folder.path)/log", listen: listen)
            }
        }
        let seconds = Double(monotonicNanoseconds() - begun) / 1e9
        try inbox.close()
        faults.expect(killed == kills, "\(killed) kills of \(kills)")
        faults.expect(bus.stop() == .exited(0), "coordd did not end with 0 after SIGTERM")
        // The place outlived everything: nothing comes again.
        bus = try ServedBus(program: programs.coordd, folder: "\(folder.path)/log", listen: listen)
        var again = try reader(listen, context)
        var left = 0
        while !again.reachedEnd {
            _ = try again.next(until: monotonicNanoseconds() + 1_000_000_000) { _, _, _ in left += 1
            }
        }
        faults.expect(left == 0, "\(left) events came again after the last was acknowledged")
        _ = bus.stop()
        writeOutput(
            "torture --inbox: \(events) events, \(killed) kills of coordd, \(inbox.sessions) sessions, caught up in "
                + "\(Int(seconds * 10) / 10) s, \(repeats) repeats (\(counted) counted as such); \(faults.count) faults"
        )
    }

    /// The kills lie spread over the whole way, each somewhere in its part of it.
    private func nextPlace(_ index: Int, _ random: inout BenchRandom) -> Int {
        let part = max(1, events / (kills + 1))
        return index * part + Int.random(in: part / 2...part, using: &random)
    }

    private func reader(_ endpoint: String, _ context: Context) throws -> InboxReader {
        var options = InboxReader.Options(inbox: "torture", patterns: ["assistance.>"])
        options.events = 1_000
        options.bytes = 4 << 20
        return InboxReader(
            try BusClient(endpoint: endpoint, agency: "ead", name: "torture", context: context),
            options)
    }

    /// - Returns: the sequences that the receipts name, in order. The bus tells of what it sees itself in events of its own, so
    ///   they need not be one after the other.
    private func publish(_ endpoint: String, _ context: Context) throws -> [UInt64] {
        var client = try BusClient(
            endpoint: endpoint, agency: "undp", name: "torture", context: context)
        try client.open()
        var publisher = Publisher(client, window: 4_096)
        var made = BenchEvents(size: 600, publisher: 0, seed: seed)
        var event = ByteBuffer()
        var receipted: [UInt64] = []
        for number in 0..<events {
            event.removeAll()
            made.append(number, stamp: 0, to: &event)
            try publisher.publish(event.bytes) { run in
                note(run, &receipted)
            }
        }
        try publisher.finish { run in note(run, &receipted) }
        faults.expect(receipted.count == events, "\(receipted.count) receipts for \(events) events")
        return receipted
    }

    private func note(_ run: ReceiptRun, _ receipted: inout [UInt64]) {
        faults.expect(!run.isRefusal, "refused: \(run.text)")
        receipted.append(contentsOf: (0..<UInt64(run.count)).map { run.sequence + $0 })
    }
}
