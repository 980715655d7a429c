package import Bytes

/// A connection as the ROUTER socket names it: the four bytes that libzmq chose, never a name the client picked.
package struct PeerID: Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A body frame: built once, sent to many.
package final class Body {
    package var bytes: ByteBuffer
    package init(_ bytes: consuming ByteBuffer) { self.bytes = bytes }
    /// Gives the memory away; what is left is empty.
    package func take() -> ByteBuffer { exchange(&bytes, with: ByteBuffer()) }
    /// Lends the buffer: a span of it cannot outlive the call.
    package func with<R, E: Error>(
        _ body: (borrowing ByteBuffer) throws(E) -> R
    ) throws(E) -> R {
        try body(bytes)
    }
    package init(_ text: String) {
        bytes = ByteBuffer(capacity: text.utf8.count)
        bytes.append(text)
    }
}

/// A piece of the log that a subscription or a fetch wants; done elsewhere, so that slow disks hold up nobody.
package struct ReadRequest: Sendable {
    package enum Target: Hashable, Sendable {
        /// `generation` tells a subscription from a later one with the same number.
        case subscription(PeerID, UInt32, generation: UInt64)
        /// `generation` tells a session from a later one of the same peer.
        case fetch(PeerID, number: UInt32, generation: UInt64)
        /// `generation` tells a read from one that was asked for before the inbox changed.
        case inbox(UInt32, generation: UInt64)
        /// The log from its beginning, for what routes need to know of the past; numbered.
        case preparation(UInt64)
    }

    package var target: Target
    package var pattern: TopicPattern
    /// For an inbox: decides instead of the pattern, and knows what its agency may see.
    package var filter: InboxFilter?
    /// What whoever reads may see.
    package var sight = Sight.all
    /// Sequences to look at, both included.
    package var from: UInt64
    package var through: UInt64
    /// When not empty: just these records, and `from` and `through` don't count.
    package var only: [UInt64] = []
    package var eventsMax: Int
    package var bytesMax: Int

    /// Every record is wanted.
    package var wantsAll: Bool {
        filter?.matchesAll ?? (pattern.matchesAll && sight.seesAll)
    }

    /// Is the record that begins at `offset` wanted?
    package func wants(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int, _ reader: inout EventReader
    ) -> Bool {
        guard let filter else {
            return pattern.matches(head, in: bytes, at: offset)
                && (sight.seesAll || sight.sees(head, in: bytes, at: offset, &reader))
        }
        return filter.matches(head, in: bytes, at: offset, &reader)
    }
}

/// What a read brought.
package struct ReadResult: ~Copyable {
    package var target: ReadRequest.Target
    /// The matching records.
    package var records: ByteBuffer
    package var count: Int
    package var firstMatch: UInt64
    package var lastMatch: UInt64
    /// Every sequence up to this one has been looked at.
    package var through: UInt64
    package var failure: ProtocolError?
    /// Of a read of single records: how many of them were looked at; nil = as many as it brought.
    package var examined: Int?

    /// Gives the records away.
    consuming func takeRecords() -> ByteBuffer { records }

    package init(
        target: ReadRequest.Target, records: consuming ByteBuffer, count: Int, firstMatch: UInt64,
        lastMatch: UInt64, through: UInt64, failure: ProtocolError? = nil
    ) {
        self.target = target
        self.records = records
        self.count = count
        self.firstMatch = firstMatch
        self.lastMatch = lastMatch
        self.through = through
        self.failure = failure
    }
}

/// What the bus wants done: messages to send, pieces of the log to read. The caller reuses it turn after turn.
package struct Output: ~Copyable {
    package struct Message {
        package var peer: PeerID
        /// Part of `heads`.
        package var head: Range<Int>
        /// Index into `bodies`, or nil for a message of one frame.
        package var body: Int?
    }

    package var messages: [Message] = []
    package var heads = ByteBuffer(capacity: 4096)
    package var bodies: [Body] = []
    package var reads: [ReadRequest] = []
    package var queries: [QueryRequest] = []
    package var outcomes: [SubmissionOutcome] = []
    /// Things an operator should know, one line each.
    package var notices: [Notice] = []
    /// What was built this turn and can serve several subscriptions.
    var shared: [SharedSelection] = []

    package init() {}

    package mutating func removeAll() {
        messages.removeAll(keepingCapacity: true)
        heads.removeAll()
        bodies.removeAll(keepingCapacity: true)
        reads.removeAll(keepingCapacity: true)
        queries.removeAll(keepingCapacity: true)
        outcomes.removeAll(keepingCapacity: true)
        notices.removeAll(keepingCapacity: true)
        shared.removeAll(keepingCapacity: true)
    }

    /// Queues a message: `write` appends its head.
    mutating func send(to peer: PeerID, body: Int? = nil, _ write: (inout ByteBuffer) -> Void) {
        let start = heads.count
        write(&heads)
        messages.append(Message(peer: peer, head: start..<heads.count, body: body))
    }

    mutating func add(_ body: Body) -> Int {
        bodies.append(body)
        return bodies.count - 1
    }
}

/// Something an operator should know of a peer.
package struct Notice: Equatable, Sendable {
    package enum Kind: Sendable { case opened, ended, refused }
    package var kind: Kind
    package var peer: PeerID
    package var agency: String
    /// Of what was refused, 0 otherwise.
    package var code: UInt16 = 0
    /// Never holds what stands in an event.
    package var text: String
}
