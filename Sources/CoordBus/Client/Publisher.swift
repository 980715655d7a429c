package import BusCore
internal import Bytes
internal import Platform

/// Publishes events in order and pipelined, and goes on after a lost connection or a restarted bus: what had no receipt
/// is sent again, and the bus gives the first receipt again for what it had recorded already.
///
/// Bounded: at most `window` events are unreceipted, and `publish` waits for room.
package struct Publisher: ~Copyable {
    /// What happened to one run of events; `number` counts from 1 in the order of `publish`, across reconnects.
    package typealias Fate = (ReceiptRun) -> Void

    private static let silenceBeforePing: UInt64 = 200_000_000
    private static let silenceBeforeReconnect: UInt64 = 2_000_000_000

    private var client: BusClient
    private let window: Int
    private let messageBytes: Int
    /// Give up when the bus has been away this long, nanoseconds.
    private let patience: UInt64
    /// Events sent or waiting that have no receipt, each behind its four bytes of length.
    private var unreceipted = ByteBuffer(capacity: 1 << 16)
    /// Where each begins in `unreceipted`; those before `start` are receipted.
    private var offsets: [Int] = []
    private var start = 0
    /// Number of the event at `start`.
    private var base: UInt64 = 1
    /// How many from `start` on have been sent in this session.
    private var sent = 0
    /// What to add to the session's numbers to get ours.
    private var shift: UInt64 = 0
    private var pingedAt: UInt64 = 0
    /// Events receipted in sum, refusals included.
    package private(set) var receipted: UInt64 = 0

    /// - Parameters:
    ///   - window: most events without receipt.
    ///   - messageBytes: most bytes in one message.
    ///   - patienceSeconds: how long the bus may be away.
    package init(
        _ client: consuming BusClient, window: Int = 4096, messageBytes: Int = 1 << 16,
        patienceSeconds: Int = 60
    ) {
        precondition(window > 0 && messageBytes > 0)
        self.client = client
        self.window = window
        self.messageBytes = messageBytes
        patience = UInt64(patienceSeconds) * 1_000_000_000
    }

    package var outstanding: Int { offsets.count - start }

    /// Adds one event; sends when a message is full, waits while the window is.
    package mutating func publish(_ event: Span<UInt8>, fate: Fate) throws(ClientError) {
        while outstanding >= window {
            try flush()
            try pump(until: monotonicNanoseconds() + 50_000_000, fate)
        }
        offsets.append(unreceipted.count)
        unreceipted.append(littleEndian: UInt32(event.count))
        unreceipted.append(event)
        if unreceipted.count - offsets[start + sent] >= messageBytes { try flush() }
    }

    /// Sends what is waiting and takes what receipts have come.
    package mutating func flush() throws(ClientError) {
        while sent < outstanding {
            let first = start + sent
            var end = first + 1
            while end < offsets.count, offsets[end] - offsets[first] < messageBytes { end += 1 }
            let stop = end < offsets.count ? offsets[end] : unreceipted.count
            try client.publish(
                first: base + UInt64(sent) - shift, unreceipted, offsets[first]..<stop)
            sent = end - start
        }
    }

    /// Waits until every event has its receipt.
    package mutating func finish(fate: Fate) throws(ClientError) {
        while outstanding > 0 {
            try flush()
            try pump(until: monotonicNanoseconds() + 50_000_000, fate)
        }
    }

    /// Says goodbye and waits a moment until it is heard; events without a receipt are given up.
    package mutating func leave() { client.leave() }

    /// Takes receipts until none waits, waiting for the first at most until `until`; restores a lost session.
    package mutating func pump(until: UInt64, _ fate: Fate) throws(ClientError) {
        var wait = until
        while let reply = try client.next(until: wait) {
            wait = 0
            switch reply {
            case .receipt: try take(fate)
            case .error(let code, _, _, _) where code == ProtocolError.Code.helloFirst.rawValue:
                try restore()
            case .farewell(let code) where code != 0: try restore()
            case .error(let code, _, _, _): throw .refused(code: code, text: client.bodyText)
            default: break
            }
        }
        try watch()
    }

    /// While receipts are due, silence is answered with a ping, and longer silence with a new connection.
    private mutating func watch() throws(ClientError) {
        guard sent > 0 else { return }
        let now = monotonicNanoseconds()
        let heard = max(client.heardAt, pingedAt)
        if now > client.heardAt + Self.silenceBeforeReconnect,
            now > pingedAt + Self.silenceBeforePing, pingedAt > client.heardAt
        {
            try restore()
        } else if now > heard + Self.silenceBeforePing {
            pingedAt = now
            try client.ping()
        }
    }

    /// Opens a new session and forgets what was sent in the old one; `flush` sends it again.
    private mutating func restore() throws(ClientError) {
        try client.reconnect()
        try client.open(withinSeconds: Int(patience / 1_000_000_000))
        shift = base - 1
        sent = 0
        try flush()
    }

    private mutating func take(_ fate: Fate) throws(ClientError) {
        let (base, shift, sent) = (base, shift, sent)
        let done = try client.withBody { body throws(ClientError) in
            var at = 0
            var done = 0
            while at < body.count {
                guard var run = ReceiptRun(body, at: &at) else {
                    throw ClientError.malformed("a receipt that ends early")
                }
                run.number += shift
                guard run.number == base + UInt64(done), done + Int(run.count) <= sent else {
                    throw ClientError.malformed(
                        "a receipt for number \(run.number), expected \(base + UInt64(done))")
                }
                done += Int(run.count)
                fate(run)
            }
            return done
        }
        forget(done)
    }

    private mutating func forget(_ count: Int) {
        receipted += UInt64(count)
        base += UInt64(count)
        sent -= count
        start += count
        if start == offsets.count {
            offsets.removeAll(keepingCapacity: true)
            unreceipted.removeAll()
            start = 0
        } else if start > window {
            // Moving memory for each receipt would cost more than it frees, so it waits for a whole window.
            let stale = offsets[start]
            unreceipted.removeFirst(stale)
            offsets.removeFirst(start)
            for index in offsets.indices { offsets[index] -= stale }
            start = 0
        }
    }
}
