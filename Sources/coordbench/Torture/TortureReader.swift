internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform
internal import Synchronization

/// Reads the whole log while it grows and coordd is killed, ending and resuming now and then, and checks every record.
final class TortureReader: Sendable {
    private let streams: [TortureStream]
    private let endpoint: String
    private let seed: UInt64
    private let faults: Faults
    /// Read up to here, then end; nil while the end is not known.
    private let goal = Mutex<UInt64?>(nil)
    private let outcome = Mutex<Outcome>(Outcome())

    struct Outcome: Sendable {
        var last: UInt64 = 0
        var checksums: [UInt32] = []
        var resumed = 0
    }

    init(streams: [TortureStream], endpoint: String, seed: UInt64, faults: Faults) {
        self.streams = streams
        self.endpoint = endpoint
        self.seed = seed
        self.faults = faults
    }

    /// Lets `run` end once it has read that far.
    func finish(at sequence: UInt64) { goal.withLock { $0 = sequence } }

    /// What was read; after `run`.
    var result: Outcome { outcome.withLock { $0 } }

    func run(ledger: Ledger) {
        var check = RecordCheck(streams: streams, reader: "the tail", faults: faults)
        var random = BenchRandom(seed: seed)
        var resumed = -1
        do {
            while !isDone(check.last) {
                resumed += 1
                try follow(
                    &check, nanoseconds: .random(in: 100_000_000...1_500_000_000, using: &random))
            }
        } catch {
            faults.note("the tail, after sequence \(check.last): \(error)")
        }
        check.compare(with: ledger)
        let found = Outcome(last: check.last, checksums: check.checksums, resumed: resumed)
        outcome.withLock { $0 = found }
    }

    private func isDone(_ last: UInt64) -> Bool {
        goal.withLock { goal in goal.map { last >= $0 } ?? false }
    }

    /// One subscription, from where the last one ended.
    private func follow(_ check: inout RecordCheck, nanoseconds: UInt64) throws {
        var tail = Tail(
            try ServedBus.client(endpoint, "torture"), pattern: ">", from: .sequence(check.last + 1)
        )
        let deadline = monotonicNanoseconds() + nanoseconds
        try tail.open()
        while monotonicNanoseconds() < deadline, !isDone(check.last) {
            _ = try Self.take(&tail, until: monotonicNanoseconds() + 20_000_000, &check)
        }
    }

    private static func take(
        _ tail: inout Tail, until: UInt64, _ check: inout RecordCheck
    ) throws(ClientError) -> Bool {
        var taken: [(RecordHead, [UInt8])] = []
        let came = try tail.next(until: until) { taken.append(($0, $1.array)) }
        for (head, record) in taken { check.take(head, record.span) }
        return came
    }

    /// Reads what is there from a sequence to another, in one go.
    static func read(
        _ endpoint: String, from first: UInt64, through last: UInt64, _ check: inout RecordCheck
    ) throws {
        var tail = Tail(
            try ServedBus.client(endpoint, "torture"), pattern: ">", from: .sequence(first))
        try tail.open(withinSeconds: 10)
        let deadline = monotonicNanoseconds() + 60_000_000_000
        while check.last < last {
            guard monotonicNanoseconds() < deadline else {
                throw ClientError.noAnswer(endpoint: endpoint, seconds: 60)
            }
            _ = try take(&tail, until: monotonicNanoseconds() + 1_000_000_000, &check)
        }
        tail.close()
    }
}
