package import BusCore
internal import Bytes
internal import Platform

/// Follows the log: every matching record once, in order, with the proof that none is missing, across lost connections.
package struct Tail: ~Copyable {
    private static let subscription: UInt32 = 1
    private static let creditEvents: UInt32 = 1 << 20
    private static let silenceBeforePing: UInt64 = 2_000_000_000
    private static let silenceBeforeReconnect: UInt64 = 6_000_000_000

    private var client: BusClient
    private let pattern: String
    private let creditBytes: UInt32
    private var resume: Request.Start
    private var previous: UInt64 = 0
    /// Delivered since credit was given last.
    private var takenEvents: UInt32 = 0
    private var takenBytes: UInt64 = 0
    private var pingedAt: UInt64 = 0
    private var isOpen = false

    /// Every matching record up to this sequence has been handed out.
    package private(set) var through: UInt64 = 0
    /// The end of the log when the subscription began.
    package private(set) var lastAtStart: UInt64 = 0
    /// Everything that was there when it began has been handed out.
    package private(set) var reachedEnd = false

    /// - Parameter creditBytes: most bytes that may be on their way.
    package init(
        _ client: consuming BusClient, pattern: String, from start: Request.Start,
        creditBytes: UInt32 = 8 << 20
    ) {
        self.client = client
        self.pattern = pattern
        self.creditBytes = creditBytes
        resume = start
    }

    /// Subscribes; `next` does it by itself when it was not done. A bus that goes away meanwhile is tried again.
    package mutating func open(withinSeconds seconds: Int = 60) throws(ClientError) {
        let deadline = monotonicNanoseconds() + UInt64(seconds) * 1_000_000_000
        while true {
            let now = monotonicNanoseconds()
            guard now < deadline else {
                throw .noAnswer(
                    endpoint: client.endpoint, seconds: seconds, isEncrypted: client.isEncrypted)
            }
            try client.open(withinSeconds: Int((deadline - now + 999_999_999) / 1_000_000_000))
            try client.subscribe(
                Request.Subscribe(
                    subscription: Self.subscription, start: resume,
                    creditEvents: Self.creditEvents, creditBytes: creditBytes), pattern: pattern)
            if try waitForSubscribed(until: deadline) { return }
            try client.reconnect()
        }
    }

    /// - Returns: false when the session was lost before the answer, or the answer with the bus.
    private mutating func waitForSubscribed(until deadline: UInt64) throws(ClientError) -> Bool {
        let until = min(deadline, monotonicNanoseconds() + Self.silenceBeforePing)
        while let reply = try client.next(until: until) {
            switch reply {
            case .subscribed(_, let next, let last):
                begin(next: next, last: last)
                return true
            case .error(let code, _, _, _) where code == ProtocolError.Code.helloFirst.rawValue:
                return false
            case .farewell: return false
            case .error(let code, _, _, _):
                throw .refused(code: code, text: client.bodyText)
            default: continue
            }
        }
        return false
    }

    private mutating func begin(next: UInt64, last: UInt64) {
        isOpen = true
        if through == 0, !reachedEnd {
            lastAtStart = last
            through = next - 1
        }
        // From here on a lost connection resumes at a sequence, except in the middle of "last of each topic".
        if resume != .lastOfEachTopic { resume = .sequence(next) }
        takenEvents = 0
        takenBytes = 0
        pingedAt = 0
        previous = 0
    }

    /// Takes one delivery and hands out its records.
    /// - Parameters:
    ///   - until: monotonic nanoseconds to wait at most.
    ///   - body: gets each record, head and event, in order.
    /// - Returns: false when nothing came.
    package mutating func next(
        until: UInt64, _ body: (RecordHead, Span<UInt8>) -> Void
    ) throws(ClientError) -> Bool {
        if !isOpen { try open() }
        let now = monotonicNanoseconds()
        let wait = min(until, max(now, max(client.heardAt, pingedAt)) + Self.silenceBeforePing)
        guard let reply = try client.next(until: wait) else {
            try watch()
            return false
        }
        switch reply {
        case .deliver(_, let count, let before, let reached):
            try take(count: count, previous: before, through: reached, body)
            try refill()
            return true
        case .error(let code, _, _, _) where code == ProtocolError.Code.helloFirst.rawValue:
            isOpen = false
            try client.reconnect()
        case .farewell:
            isOpen = false
            try client.reconnect()
        case .error(let code, _, _, _): throw .refused(code: code, text: client.bodyText)
        default: break
        }
        return false
    }

    private mutating func take(
        count: Int, previous before: UInt64, through reached: UInt64,
        _ body: (RecordHead, Span<UInt8>) -> Void
    ) throws(ClientError) {
        guard before == previous else { throw .gap(expected: previous, got: before) }
        var last = previous
        let bytes = try client.withBody { bytes throws(ClientError) in
            var at = 0
            var taken = 0
            while at < bytes.count {
                guard let head = RecordHead(bytes, at: at),
                    RecordHead.hasValidChecksum(bytes, at: at, length: head.length)
                else { throw ClientError.malformed("a record that is not whole") }
                body(head, bytes.extracting(at..<(at + head.length)))
                last = head.sequence
                at += head.length
                taken += 1
            }
            guard taken == count else {
                throw ClientError.malformed("\(taken) records where \(count) were told")
            }
            return bytes.count
        }
        previous = last
        through = max(through, reached)
        if through >= lastAtStart { reachedEnd = true }
        if reachedEnd || resume != .lastOfEachTopic { resume = .sequence(through + 1) }
        takenEvents += UInt32(count)
        takenBytes += UInt64(bytes)
    }

    /// Gives credit back when half of it is used.
    private mutating func refill() throws(ClientError) {
        guard takenBytes > UInt64(creditBytes / 2) || takenEvents > Self.creditEvents / 2 else {
            return
        }
        try client.credit(
            subscription: Self.subscription, events: takenEvents, bytes: takenBytes)
        takenEvents = 0
        takenBytes = 0
    }

    private mutating func watch() throws(ClientError) {
        let now = monotonicNanoseconds()
        if pingedAt > client.heardAt, now > client.heardAt + Self.silenceBeforeReconnect {
            isOpen = false
            try client.reconnect()
        } else if now > max(client.heardAt, pingedAt) + Self.silenceBeforePing {
            pingedAt = now
            try client.ping()
        }
    }

    /// Says goodbye and waits a moment until it is heard.
    package mutating func close() {
        if isOpen { client.leave() }
        isOpen = false
    }
}
