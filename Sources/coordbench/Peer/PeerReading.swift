internal import BusCore
internal import Bytes
internal import CoordBus
internal import JSON
internal import Platform

/// Reads events, from now on (`sub`) or from the first (`replay`), and checks that each came once and in order.
struct PeerReading: ~Copyable {
    private let options: PeerOptions
    private var tally = Tally()

    private struct Tally: ~Copyable {
        var received = 0
        var distinct = 0
        var duplicates = 0
        var outOfOrder = 0
        var malformed = 0
        var bytes = 0
        var first: UInt64 = 0
        var last: UInt64 = 0
        var latency = Histogram()
        /// By publisher: a bit for each event seen.
        var seen: [[UInt64]] = Array(repeating: [], count: 64)
        var newest = [Int](repeating: -1, count: 64)
        /// Where received ids go, if anywhere.
        var ids: IdLog?
    }

    init(_ options: PeerOptions) {
        self.options = options
    }

    mutating func run() throws -> ExitCode {
        let isReplay = options.role == "replay"
        if let path = options.idLog { tally.ids = try IdLog(path: path) }
        var tail = Tail(
            try PeerClient.client(options), pattern: ">", from: isReplay ? .sequence(1) : .now,
            creditBytes: 16 << 20)
        let asked = monotonicNanoseconds()
        try tail.open(withinSeconds: 10)
        try PeerClient.ready(options)
        let start = isReplay ? asked : monotonicNanoseconds()
        var failure = ""
        do throws(ClientError) {
            try read(&tail, start, isReplay)
        } catch {
            failure = error.description
        }
        tally.ids?.flush()
        if let error = tally.ids?.failure { failure = error.description }
        report(start, failure)
        return failure.isEmpty ? .ok : .found
    }

    private mutating func read(
        _ tail: inout Tail, _ start: UInt64, _ isReplay: Bool
    ) throws(ClientError) {
        let idle = UInt64(options.idleSeconds * 1e9)
        while tally.received < options.count {
            let now = monotonicNanoseconds()
            let since = tally.received > 0 ? tally.last : isReplay ? start : now
            if now > since + idle { return }
            if options.maxSeconds > 0, now > start + UInt64(options.maxSeconds * 1e9) { return }
            let count = options.count
            _ = try Self.take(&tail, until: now + 200_000_000, count, &tally)
        }
    }

    private static func take(
        _ tail: inout Tail, until: UInt64, _ count: Int, _ tally: inout Tally
    ) throws(ClientError) -> Bool {
        try tail.next(until: until) { head, record in
            if tally.received < count {
                note(record.extracting(head.eventOffset..<head.length), &tally)
            }
        }
    }

    private static func note(_ event: Span<UInt8>, _ tally: inout Tally) {
        let now = monotonicNanoseconds()
        guard let (publisher, sequence, stamp) = BenchEvents.read(event), publisher < 64 else {
            tally.malformed += 1
            return
        }
        if tally.received == 0 { tally.first = now }
        tally.last = now
        tally.received += 1
        tally.bytes += event.count
        let word = sequence / 64
        let bit = UInt64(1) << UInt64(sequence & 63)
        while tally.seen[publisher].count <= word {
            tally.seen[publisher].append(contentsOf: repeatElement(0, count: word + 1024))
        }
        if tally.seen[publisher][word] & bit != 0 {
            tally.duplicates += 1
        } else {
            tally.seen[publisher][word] |= bit
            tally.distinct += 1
            if sequence < tally.newest[publisher] {
                tally.outOfOrder += 1
            } else {
                tally.newest[publisher] = sequence
            }
        }
        tally.latency.add(now > stamp ? now - stamp : 0)
        tally.ids?.append(idOf: event)
    }

    private func report(_ start: UInt64, _ failure: String) {
        let seconds = tally.last > start ? Double(tally.last - start) / 1e9 : 0
        var json = JSONWriter()
        json.object { json in
            json.member("role", options.role)
            json.member("peer", "coordbus")
            json.member("received", tally.received)
            json.member("distinct", tally.distinct)
            json.member("duplicates", tally.duplicates)
            json.member("out_of_order", tally.outOfOrder)
            json.member("malformed", tally.malformed)
            json.member("bytes", tally.bytes)
            json.member("start_ns", start)
            json.member("first_ns", tally.first)
            json.member("last_ns", tally.last)
            json.key("seconds")
            json.value(seconds)
            json.key("events_per_s")
            json.value(seconds > 0 ? Double(tally.received) / seconds : 0)
            json.key("cpu_s")
            json.value(Double(processorNanoseconds()) / 1e9)
            tally.latency.write("lat", withBuckets: true, into: &json)
            if !failure.isEmpty { json.member("error", failure) }
        }
        writeOutput(json.text)
    }
}
