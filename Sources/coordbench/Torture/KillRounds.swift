internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform

/// kill -9 of coordd at random moments under load, many times, with the same log: nothing receipted is lost, nothing is
/// recorded twice, no reader misses anything.
struct KillRounds {
    /// Streams 0 and 1 have a publisher each; stream 2 has two that send the same events at the same time.
    private static let publishers = [0, 1, 2, 2, 3]
    /// Small segments, so that kills also hit the moments when one ends.
    private static let options = ["--log-segment-mib", "4"]

    let programs: Programs
    let rounds: Int
    let seed: UInt64
    let faults: Faults

    func run() throws {
        let folder = try TemporaryFolder("coordbus-torture")
        let log = "\(folder.path)/log"
        var random = BenchRandom(seed: seed)
        let streams = (0...3).map { TortureStream(index: $0, seed: seed) }
        var bus = try ServedBus(program: programs.coordd, folder: log, options: Self.options)
        let endpoint = bus.endpoint
        let ledger = Ledger(streams: streams.count, faults: faults)
        let threads = Load(streams, endpoint, ledger, faults, Self.publishers, &random)
        var starts = Starts()
        for round in 1...rounds {
            sleepUntil(
                monotonicNanoseconds: monotonicNanoseconds()
                    + .random(in: 1_000_000...250_000_000, using: &random))
            bus.kill()
            let receipted = ledger.last
            if Int.random(in: 0..<5, using: &random) == 0 {
                try ServedBus.startAndKill(
                    program: programs.coordd, folder: log, listen: endpoint,
                    after: .random(in: 0...30_000_000, using: &random))
            }
            bus = try ServedBus(
                program: programs.coordd, folder: log, listen: endpoint, options: Self.options)
            starts.note(bus, at: monotonicNanoseconds())
            faults.expect(
                bus.lastAtStart >= receipted,
                "round \(round): sequence \(receipted) was receipted, the log ends at \(bus.lastAtStart)"
            )
            try readEnd(endpoint, bus.lastAtStart, streams)
            if round % 20 == 0 {
                writeOutput(
                    "torture: \(round) kills, \(ledger.receipts) receipts, log at \(ledger.last)")
            }
        }
        ledger.stop()
        threads.joinPublishers()
        threads.reader.finish(at: ledger.last)
        threads.joinReader()
        faults.expect(bus.stop() == .exited(0), "coordd did not end with 0 after SIGTERM")
        try verify(log, ledger, threads.reader.result, streams)
        report(ledger, threads.reader.result, starts)
    }

    /// The newest records are there and whole as soon as coordd answers.
    private func readEnd(_ endpoint: String, _ last: UInt64, _ streams: [TortureStream]) throws {
        guard last > 0 else { return }
        let first = last > 300 ? last - 299 : 1
        var check = RecordCheck(
            streams: streams, reader: "the read after a start", after: first - 1, faults: faults)
        try TortureReader.read(endpoint, from: first, through: last, &check)
    }

    /// After the last stop: every byte of the log holds, and a reader that comes late gets what the tail got.
    private func verify(
        _ log: String, _ ledger: Ledger, _ tail: TortureReader.Outcome, _ streams: [TortureStream]
    ) throws {
        let verification = try LogVerifier.verify(folder: log)
        faults.expect(
            verification.damages.isEmpty && verification.indexProblems.isEmpty,
            "the log's verification: \(verification.damages) \(verification.indexProblems)")
        var bus = try ServedBus(program: programs.coordd, folder: log, options: Self.options)
        var check = RecordCheck(streams: streams, reader: "the replay", faults: faults)
        try TortureReader.read(bus.endpoint, from: 1, through: bus.lastAtStart, &check)
        check.compare(with: ledger)
        faults.expect(
            check.checksums == tail.checksums, "the replay gave other records than the tail got")
        let again = Republication(endpoint: bus.endpoint, ledger: ledger, faults: faults)
        for stream in streams { try again.run(stream) }
        faults.expect(bus.stop() == .exited(0), "coordd did not end with 0 after SIGTERM")
    }

    private func report(_ ledger: Ledger, _ tail: TortureReader.Outcome, _ starts: Starts) {
        writeOutput(
            "torture: \(rounds) kills; \(ledger.receipts) receipts for \(ledger.events) events, "
                + "\(ledger.repeated) of them for events recorded before; the tail read \(tail.last) "
                + "records in order, resumed \(tail.resumed) times; \(starts.cuts) unfinished batches cut; "
                + "start \(starts.medianMilliseconds) ms in the middle, \(starts.mostMilliseconds) ms at most; "
                + "\(faults.count) faults")
    }
}

/// How the starts went.
private struct Starts {
    private var milliseconds: [UInt64] = []
    private(set) var cuts = 0

    mutating func note(_ bus: borrowing ServedBus, at now: UInt64) {
        milliseconds.append((now - bus.spawnedAt) / 1_000_000)
        cuts += bus.startLines.filter { $0.contains("unfinished batch") }.count
    }

    var medianMilliseconds: UInt64 {
        milliseconds.isEmpty ? 0 : milliseconds.sorted()[milliseconds.count / 2]
    }
    var mostMilliseconds: UInt64 { milliseconds.max() ?? 0 }
}

/// The threads that publish and read.
private final class Load {
    let reader: TortureReader
    private var publishers: [Thread] = []
    private var follower: Thread

    init(
        _ streams: [TortureStream], _ endpoint: String, _ ledger: Ledger, _ faults: Faults,
        _ publishing: [Int], _ random: inout BenchRandom
    ) {
        let reader = TortureReader(
            streams: streams, endpoint: endpoint, seed: random.next(), faults: faults)
        self.reader = reader
        follower = Thread("tail") { reader.run(ledger: ledger) }
        for (place, index) in publishing.enumerated() {
            let publisher = TorturePublisher(
                stream: streams[index], endpoint: endpoint,
                window: [16, 256, 1024, 4096].randomElement(using: &random) ?? 256,
                messageBytes: [1, 4_000, 40_000].randomElement(using: &random) ?? 1,
                seed: random.next(), ledger: ledger, faults: faults)
            publishers.append(Thread("publisher \(place)") { publisher.run() })
        }
    }

    func joinPublishers() { for thread in publishers { thread.join() } }
    func joinReader() { follower.join() }

    /// Arrays hold copyable values only.
    private final class Thread {
        private var thread: OSThread?
        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            thread = OSThread(named: name, body)
        }
        func join() { thread.take()?.join() }
    }
}
