internal import BusCore
internal import Bytes
internal import CoordBus
internal import JSON
internal import Platform

/// Publishes N distinct events, some of them twice, with a bounded window, flat out or at a rate.
struct PeerPublication: ~Copyable {
    /// A duplicate follows its first copy by this many events.
    private static let duplicateDelay = 64

    private let options: PeerOptions
    private var events: BenchEvents
    private var event = ByteBuffer()
    private var next = 0
    private var lastDuplicate = -1
    /// By publication: when it was sent, which event it is.
    private var sentAt: [UInt64] = []
    private var numbers: [Int32] = []
    /// By event: the stamp it bears; a duplicate has the same bytes.
    private var stamps: [UInt64] = []
    private var duplicates = 0
    private var lateMost: UInt64 = 0
    private var tally = Tally()

    /// What receipts said.
    private struct Tally {
        var acked = 0
        var suppressed = 0
        var refused = 0
        var refusal = ""
        var latency = Histogram()
        var end: UInt64 = 0
    }

    init(_ options: PeerOptions) {
        self.options = options
        // Another run is other events: the same id with another stamp would be a conflict.
        events = BenchEvents(
            size: options.size, publisher: options.id, seed: options.seed, salt: wallNanoseconds(),
            agency: options.agency)
        sentAt.reserveCapacity(options.count * 11 / 10)
        numbers.reserveCapacity(options.count * 11 / 10)
        stamps.reserveCapacity(options.count)
    }

    mutating func run() throws -> ExitCode {
        var client = try PeerClient.client(options)
        try client.open(withinSeconds: max(10, Int(options.retrySeconds)))
        // An eighth of the window a message, so that several are always on their way.
        let messageBytes =
            options.rate > 0
            ? 1 : min(64 << 10, max(options.size, options.window * options.size / 8))
        var publisher = Publisher(
            client, window: options.window, messageBytes: messageBytes, patienceSeconds: 3)
        try PeerClient.ready(options)
        let start = monotonicNanoseconds()
        let deadline =
            options.maxSeconds > 0 ? start + UInt64(options.maxSeconds * 1e9) : UInt64.max
        var failure = ""
        do throws(ClientError) {
            try publish(&publisher, start, deadline)
        } catch {
            failure = error.description
        }
        report(start, failure)
        return failure.isEmpty && tally.refused == 0 ? .ok : .found
    }

    private mutating func publish(
        _ publisher: inout Publisher, _ start: UInt64, _ deadline: UInt64
    ) throws(ClientError) {
        while next < options.count {
            if options.rate > 0 {
                try wait(
                    &publisher, until: start + UInt64(Double(sentAt.count) * 1e9 / options.rate))
            }
            let number = pick()
            let now = monotonicNanoseconds()
            if now >= deadline { break }
            if number == stamps.count { stamps.append(now) }
            event.removeAll()
            events.append(number, stamp: stamps[number], to: &event)
            sentAt.append(now)
            numbers.append(Int32(number))
            try Self.send(event, to: &publisher, sentAt, &tally)
        }
        let sentAt = sentAt
        try Self.finish(&publisher, sentAt, &tally)
    }

    private static func send(
        _ event: borrowing ByteBuffer, to publisher: inout Publisher, _ sentAt: [UInt64],
        _ tally: inout Tally
    ) throws(ClientError) {
        try publisher.publish(event.bytes) { take($0, sentAt, &tally) }
    }

    private static func finish(
        _ publisher: inout Publisher, _ sentAt: [UInt64], _ tally: inout Tally
    ) throws(ClientError) {
        try publisher.finish { take($0, sentAt, &tally) }
    }

    /// At a rate: takes what receipts have come, then waits for the moment.
    private mutating func wait(
        _ publisher: inout Publisher, until due: UInt64
    ) throws(ClientError) {
        let sentAt = sentAt
        try Self.pump(&publisher, sentAt, &tally)
        let now = monotonicNanoseconds()
        if now < due {
            sleepUntil(monotonicNanoseconds: due)
        } else {
            lateMost = max(lateMost, now - due)
        }
    }

    private static func pump(
        _ publisher: inout Publisher, _ sentAt: [UInt64], _ tally: inout Tally
    ) throws(ClientError) {
        try publisher.pump(until: 0) { take($0, sentAt, &tally) }
    }

    /// The next event: a new one, or one again that was sent some while ago.
    private mutating func pick() -> Int {
        let old = next - Self.duplicateDelay
        if old >= 0, old != lastDuplicate, isDuplicated(old) {
            lastDuplicate = old
            duplicates += 1
            return old
        }
        defer { next += 1 }
        return next
    }

    private func isDuplicated(_ number: Int) -> Bool {
        guard options.duplicatePercent > 0 else { return false }
        var x = UInt64(number) ^ 0xD0B1E
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return (x ^ (x >> 31)) % 100 < UInt64(options.duplicatePercent)
    }

    private static func take(_ run: ReceiptRun, _ sentAt: [UInt64], _ tally: inout Tally) {
        let now = monotonicNanoseconds()
        guard !run.isRefusal else {
            tally.refused += Int(run.count)
            tally.refusal = run.text
            return
        }
        tally.end = now
        tally.acked += Int(run.count)
        if run.code == ReceiptRun.recordedBefore { tally.suppressed += Int(run.count) }
        for number in run.number..<(run.number + UInt64(run.count)) {
            tally.latency.add(now - sentAt[Int(number) - 1])
        }
    }

    private mutating func report(_ start: UInt64, _ failure: String) {
        if let path = options.ackLog { writeAckLog(path) }
        let seconds = tally.end > start ? Double(tally.end - start) / 1e9 : 0
        var json = JSONWriter()
        json.object { json in
            json.member("role", "pub")
            json.member("peer", "coordbus")
            json.member("sent", sentAt.count)
            json.member("acked", tally.acked)
            json.member("duplicates_sent", duplicates)
            json.member("suppressed", tally.suppressed)
            json.member("errors", tally.refused)
            json.member("start_ns", start)
            json.member("end_ns", tally.end)
            json.key("seconds")
            json.value(seconds)
            json.key("events_per_s")
            json.value(seconds > 0 ? Double(tally.acked) / seconds : 0)
            json.key("late_max_us")
            json.value(Double(lateMost) / 1e3)
            json.key("cpu_s")
            json.value(Double(processorNanoseconds()) / 1e9)
            tally.latency.write("ack", withBuckets: false, into: &json)
            let error = failure.isEmpty ? tally.refusal : failure
            if !error.isEmpty { json.member("error", error) }
        }
        writeOutput(json.text)
    }

    /// One id a line: receipts come in the order of publication, so the first so many were acknowledged.
    private mutating func writeAckLog(_ path: String) {
        do throws(FileError) {
            var log = try IdLog(path: path)
            for number in numbers.prefix(tally.acked) {
                event.removeAll()
                events.append(Int(number), stamp: 0, to: &event)
                log.append(idOf: event.bytes)
            }
            log.flush()
            if let failure = log.failure { throw failure }
        } catch {
            writeError("coordbench: \(error)")
        }
    }
}
