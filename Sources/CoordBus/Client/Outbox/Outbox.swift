package import SQLite

/// Why the outbox could not do what was asked.
package enum OutboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bound is reached; nothing of the batch was taken.
    case full(path: String, events: Int, bytes: Int, limit: OutboxLimit)
    /// The file belongs to something else, or to a newer version.
    case foreign(path: String)
    /// Another process holds it.
    case taken(path: String)
    case database(SQLiteError)

    package var description: String {
        switch self {
        case .full(let path, let events, let bytes, let limit):
            "\(path): \(events) events of \(bytes) bytes are waiting, the limit is \(limit.events) events and "
                + "\(limit.bytes) bytes; reach the bus or raise the limit"
        case .foreign(let path): "\(path) is no outbox of this version; name another file"
        case .taken(let path): "\(path) is in use by another process; end that one first"
        case .database(let error): "the outbox failed: \(error)"
        }
    }
}

/// How much may wait.
package struct OutboxLimit: Equatable, Sendable {
    package var events: Int
    package var bytes: Int

    package init(events: Int = 1_000_000, bytes: Int = 1 << 30) {
        self.events = events
        self.bytes = bytes
    }
}

/// Events that wait on disk until the bus has them, in the order in which they came.
///
/// `append` returns when they are on the disk (WAL, synchronous FULL), so a crash loses nothing that was
/// appended and sends again at most what had no receipt yet, which the bus answers with the first receipt. Knows
/// nothing of sockets. One process, one thread.
package final class Outbox {
    /// An event that waits. Positions grow in the order of `append` and are never used twice.
    package struct Waiting: Equatable, Sendable {
        package let position: Int64
        package let agency: String
        package let id: String
        package let bytes: [UInt8]
    }

    /// An event that the bus refused, kept for the people who wrote it.
    package struct Refused: Equatable, Sendable {
        package let agency: String
        package let id: String
        package let code: Int
        package let text: String
        package let bytes: [UInt8]
    }

    package struct Counts: Equatable, Sendable {
        package var waiting = 0
        package var waitingBytes = 0
        /// Receipted since the file was made.
        package var receipted = 0
        package var refused = 0
        /// The highest sequence of a receipt; 0 before the first.
        package var lastSequence: Int64 = 0
    }

    package let path: String
    package private(set) var counts: Counts
    private let limit: OutboxLimit
    private let table: OutboxTable

    package init(path: String, limit: OutboxLimit = OutboxLimit()) throws(OutboxError) {
        self.path = path
        self.limit = limit
        table = try OutboxTable(path: path)
        counts = try table.storedCounts()
    }

    /// Adds events at the end, all of them or none. What waits already with the same bytes is not added again.
    /// - Returns: how many were added.
    @discardableResult
    package func append(_ events: [OutboxEvent]) throws(OutboxError) -> Int {
        var after = counts
        let limit = limit
        let added = try table.transaction { () throws(OutboxError) -> Int in
            var added = 0
            for event in events {
                guard try !table.isWaiting(event) else { continue }
                after.waiting += 1
                after.waitingBytes += event.bytes.count
                guard after.waiting <= limit.events, after.waitingBytes <= limit.bytes else {
                    throw .full(
                        path: path, events: counts.waiting, bytes: counts.waitingBytes,
                        limit: limit)
                }
                try table.insert(event)
                added += 1
            }
            return added
        }
        counts = after
        return added
    }

    /// The next events to send, in order, from after a position on: at most `limit`, and no more than
    /// `bytesMax` bytes unless a single event is larger.
    package func next(after position: Int64 = 0, limit: Int, bytesMax: Int = 1 << 20)
        throws(OutboxError) -> [Waiting]
    {
        try table.waiting(after: position, limit: limit, bytesMax: bytesMax)
    }

    /// The bus has everything up to a position; `sequence` is that of the last.
    package func receipted(upTo position: Int64, sequence: Int64) throws(OutboxError) {
        try finish(from: 0, upTo: position, sequence: sequence)
    }

    /// The bus has this one, though perhaps not those before it.
    package func receipted(_ position: Int64, sequence: Int64) throws(OutboxError) {
        try finish(from: position, upTo: position, sequence: sequence)
    }

    /// The bus will not take this one; it is set aside with the reason and never sent again by itself.
    package func refused(_ position: Int64, code: Int, text: String) throws(OutboxError) {
        var after = counts
        try table.transaction { () throws(OutboxError) in
            let (events, bytes) = try table.setAside(position, code: code, text: text)
            after.waiting -= events
            after.waitingBytes -= bytes
            after.refused += events
        }
        counts = after
    }

    /// The first refused events, oldest first.
    package func refusals(limit: Int) throws(OutboxError) -> [Refused] {
        try table.refusals(limit: limit)
    }

    private func finish(from: Int64, upTo position: Int64, sequence: Int64) throws(OutboxError) {
        var after = counts
        try table.transaction { () throws(OutboxError) in
            let (events, bytes) = try table.remove(from: from, upTo: position)
            after.waiting -= events
            after.waitingBytes -= bytes
            after.receipted += events
            after.lastSequence = max(after.lastSequence, sequence)
            try table.keep(receipted: after.receipted, lastSequence: after.lastSequence)
        }
        counts = after
    }
}
