package import BusCore
internal import Bytes
internal import JSON
internal import Platform

/// Takes events from an inbox of this agency: each at least once, in order, with the proof that none is missing, across lost
/// connections. What is not acknowledged comes again.
///
/// For one thread. Several readers, in one program or many, may share an inbox: each event goes to one of them.
package struct InboxReader: ~Copyable {
    private static let subscription: UInt32 = 1
    private static let silenceBeforePing: UInt64 = 2_000_000_000
    private static let silenceBeforeReconnect: UInt64 = 6_000_000_000

    /// Which inbox, and how much may be with this reader unacknowledged.
    package struct Options: Sendable {
        package var inbox: String
        /// What belongs in it, for one that is opened here; nil for one that is there.
        package var patterns: [String]?
        /// Where one that is opened here begins.
        package var start = Request.Start.sequence(1)
        package var events: UInt32 = 1_000
        package var bytes: UInt32 = 8 << 20
        /// Others take from it too, so that what comes here need not follow what came here before. Otherwise this reader takes the
        /// inbox for itself, and a session of its own that the bus still holds open is let go.
        package var isShared = false
        /// How long the bus may be away, seconds.
        package var patienceSeconds = 60

        package init(inbox: String = "main", patterns: [String]? = nil) {
            self.inbox = inbox
            self.patterns = patterns
        }
    }

    private var client: BusClient
    private let options: Options
    private var pingedAt: UInt64 = 0
    private var isOpen = false
    /// Everything up to here was taken here or settled before.
    private var highest: UInt64 = 0

    /// Everything that belongs in the inbox up to here has been handed out.
    package private(set) var through: UInt64 = 0
    /// End of the log when the inbox was attached.
    package private(set) var lastAtStart: UInt64 = 0
    /// Sessions opened so far.
    package private(set) var sessions = 0

    package init(_ client: consuming BusClient, _ options: Options) {
        self.client = client
        self.options = options
    }

    /// Has everything that was there when it was attached been handed out?
    package var reachedEnd: Bool { isOpen && through >= lastAtStart }

    /// Attaches; `next` does it by itself when it was not done. A bus that goes away meanwhile is tried again.
    package mutating func open() throws(ClientError) {
        let seconds = options.patienceSeconds
        let deadline = monotonicNanoseconds() + UInt64(seconds) * 1_000_000_000
        while true {
            let now = monotonicNanoseconds()
            guard now < deadline else {
                throw .noAnswer(endpoint: client.endpoint, seconds: seconds)
            }
            try client.open(withinSeconds: Int((deadline - now + 999_999_999) / 1_000_000_000))
            try client.attach(
                Request.Subscribe(
                    subscription: Self.subscription, start: options.start,
                    creditEvents: options.events, creditBytes: options.bytes), body: opening())
            if try waitForAttached(until: deadline) { return }
            try client.reconnect()
        }
    }

    /// Readable when something may have come: `next` until there is nothing, then wait for it. Another one after a lost session.
    package var descriptor: Int32 { client.descriptor }

    private func opening() -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("inbox", options.inbox)
            if !options.isShared { json.member("alone", true) }
            guard let patterns = options.patterns else { return }
            json.key("patterns")
            json.array { json in for pattern in patterns { json.value(pattern) } }
        }
        return json.text
    }

    /// - Returns: false when the session was lost before the answer.
    private mutating func waitForAttached(until deadline: UInt64) throws(ClientError) -> Bool {
        let until = min(deadline, monotonicNanoseconds() + Self.silenceBeforePing)
        while let reply = try client.next(until: until) {
            switch reply {
            case .attached(_, let cursor, let last):
                isOpen = true
                sessions += 1
                highest = cursor
                through = max(through, cursor)
                lastAtStart = last
                pingedAt = 0
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

    /// Takes one message and hands out its records.
    /// - Parameters:
    ///   - until: monotonic nanoseconds to wait at most.
    ///   - body: gets each record, head and event, in order, and which attempt it is: 1, or more when it comes again.
    /// - Returns: false when nothing came.
    /// - Throws: `gap` when records are missing before these, which the bus's promises exclude.
    package mutating func next(
        until: UInt64, _ body: (RecordHead, Span<UInt8>, Int) -> Void
    ) throws(ClientError) -> Bool {
        if !isOpen { try open() }
        let now = monotonicNanoseconds()
        let wait = min(until, max(now, max(client.heardAt, pingedAt)) + Self.silenceBeforePing)
        guard let reply = try client.next(until: wait) else {
            try watch()
            return false
        }
        switch reply {
        case .hand(_, let count, let before, let reached, let attempt):
            try take(count: count, previous: before, attempt: attempt, body)
            through = max(through, reached)
            return true
        case .error(let code, _, _, _) where code == ProtocolError.Code.helloFirst.rawValue:
            try lose()
        case .farewell: try lose()
        // Of a record that was handed out in a session before: it comes again.
        case .error(let code, _, _, _) where code == ProtocolError.Code.notHanded.rawValue: break
        case .error(let code, _, _, _): throw .refused(code: code, text: client.bodyText)
        default: break
        }
        return false
    }

    private mutating func lose() throws(ClientError) {
        isOpen = false
        try client.reconnect()
    }

    private mutating func take(
        count: Int, previous before: UInt64, attempt: Int,
        _ body: (RecordHead, Span<UInt8>, Int) -> Void
    ) throws(ClientError) {
        guard options.isShared || before <= highest else {
            throw .gap(expected: highest, got: before)
        }
        var last = highest
        try client.withBody { bytes throws(ClientError) in
            var at = 0
            var taken = 0
            while at < bytes.count {
                guard let head = RecordHead(bytes, at: at),
                    RecordHead.hasValidChecksum(bytes, at: at, length: head.length)
                else { throw ClientError.malformed("a record that is not whole") }
                body(head, bytes.extracting(at..<(at + head.length)), attempt)
                last = max(last, head.sequence)
                at += head.length
                taken += 1
            }
            guard taken == count else {
                throw ClientError.malformed("\(taken) records where \(count) were told")
            }
        }
        highest = last
    }

    /// Everything taken here up to a sequence is done.
    package mutating func ack(upTo sequence: UInt64) throws(ClientError) {
        try client.ack(
            Request.Settlement(
                subscription: Self.subscription, kind: .first, sequence: sequence))
    }

    /// This one is done.
    package mutating func ack(_ sequence: UInt64) throws(ClientError) {
        try client.ack(
            Request.Settlement(
                subscription: Self.subscription, kind: .second, sequence: sequence))
    }

    /// This one could not be handled.
    /// - Parameters:
    ///   - reason: for people; stands in the quarantine when it fails too often.
    ///   - never: it never will: set it aside at once instead of handing it out again.
    package mutating func nack(
        _ sequence: UInt64, reason: String, never: Bool = false
    ) throws(ClientError) {
        try client.nack(
            Request.Settlement(
                subscription: Self.subscription, kind: never ? .second : .first,
                sequence: sequence), reason: reason)
    }

    private mutating func watch() throws(ClientError) {
        let now = monotonicNanoseconds()
        if pingedAt > client.heardAt, now > client.heardAt + Self.silenceBeforeReconnect {
            try lose()
        } else if now > max(client.heardAt, pingedAt) + Self.silenceBeforePing {
            pingedAt = now
            try client.ping()
        }
    }

    /// Lets go of the inbox: says goodbye and waits, at most 5 s, until the bus has heard every acknowledgement. What was handed
    /// here and not acknowledged goes to whoever attaches next.
    package mutating func close() throws(ClientError) {
        guard isOpen else { return }
        isOpen = false
        try client.bye()
        let deadline = monotonicNanoseconds() + 5_000_000_000
        while let reply = try client.next(until: deadline) {
            if case .farewell = reply { return }
        }
    }
}
