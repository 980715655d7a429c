internal import BusCore
internal import Bytes
internal import HTTP
internal import JSON

/// Somebody who watches the log as it grows.
final class LiveViewer {
    let stream: HTTPStream
    let person: PersonRecord
    let sight: Sight
    let pattern: TopicPattern
    /// The next sequence to look at.
    var next: UInt64
    /// The newest sequence that was told.
    var told: UInt64
    var heardAt: UInt64

    init(
        stream: HTTPStream, person: PersonRecord, sight: Sight, pattern: TopicPattern,
        next: UInt64, now: UInt64
    ) {
        self.stream = stream
        self.person = person
        self.sight = sight
        self.pattern = pattern
        self.next = next
        told = next - 1
        heardAt = now
    }
}

/// The live log for many viewers: each new record is read, parsed and written out once, and shared by those who may see it.
///
/// Everybody gets everything from their place on, however fast the log grows: a viewer that falls behind what is kept here is
/// served from the log, at its own pace. Bounded by `ringMax` records here and `waitingMax` bytes a viewer.
struct LiveFeed: ~Copyable {
    private static let ringMax = 4_096
    private static let waitingMax = 256 << 10
    /// A sign of life, and the place to go on from, at least this often: nanoseconds.
    private static let silence: UInt64 = 15_000_000_000
    /// Many records come together rather than one by one, at most this late.
    private static let pause: UInt64 = 200_000_000

    private struct Line {
        let record: RecordSummary
        /// `id:` and `data:` of the event stream.
        let bytes: [UInt8]
    }

    private var ring: [Line] = []
    /// Sequence of the first in `ring`; lines follow one by one.
    private var ringFirst: UInt64 = 1
    private(set) var viewers: [LiveViewer] = []
    private let viewersMax: Int
    private var nextFlush: UInt64 = 0

    init(viewersMax: Int) { self.viewersMax = viewersMax }

    var hasRoom: Bool { viewers.count < viewersMax }

    /// Has every viewer everything that is on disk?
    func hasAll(_ log: any EventLog) -> Bool {
        let last = log.lastDurable
        return viewers.allSatisfy { $0.next > last }
    }

    mutating func add(_ viewer: LiveViewer) {
        viewers.append(viewer)
        Self.write("retry: 1000\n\n", to: viewer)
        nextFlush = 0
    }

    mutating func remove(_ stream: HTTPStream) { viewers.removeAll { $0.stream === stream } }

    /// What comes next.
    enum Next {
        /// Nobody watches, or all have everything: wait for the log to grow.
        case whenGrown
        /// Not before this monotonic time.
        case at(UInt64)
        /// There is more to do at once.
        case now
    }

    /// Passes on what can be passed on.
    mutating func advance(
        _ pages: inout LogPages, _ log: any EventLog, now: UInt64
    ) -> Next {
        guard !viewers.isEmpty else {
            ring.removeAll()
            return .whenGrown
        }
        guard now >= nextFlush else { return .at(nextFlush) }
        fill(&pages, log)
        var isBehind = false
        var hasSent = false
        for viewer in viewers {
            if viewer.next < ringFirst {
                isBehind = catchUp(viewer, &pages) || isBehind
                hasSent = true
            }
            if viewer.next >= ringFirst { hasSent = pass(to: viewer) || hasSent }
            signOfLife(viewer, log, now)
        }
        if isBehind { return .now }
        let last = log.lastDurable
        if ringFirst + UInt64(ring.count) <= last {
            nextFlush = now + 1_000_000
            return .at(nextFlush)
        }
        if hasSent {
            nextFlush = now + Self.pause
            return .at(nextFlush)
        }
        return .whenGrown
    }

    /// Reads what is new into the ring.
    private mutating func fill(_ pages: inout LogPages, _ log: any EventLog) {
        let last = log.lastDurable
        if ring.isEmpty {
            // Older ones are read for who wants them.
            let oldest = viewers.map(\.next).min() ?? last + 1
            ringFirst = max(oldest, last + 1 - min(last, UInt64(Self.ringMax / 2)))
        }
        var next = ringFirst + UInt64(ring.count)
        while next <= last {
            var lines: [Line] = []
            // A log that cannot be read ends the watching; its damage is told by others.
            guard
                let end = try? pages.read(
                    next...last, { record, _ in lines.append(Self.line(record)) }),
                lines.count == Int(end - next + 1)
            else {
                for viewer in viewers { viewer.stream.end() }
                return
            }
            ring += lines
            next = end + 1
            if ring.count > Self.ringMax {
                let surplus = ring.count - Self.ringMax / 2
                ring.removeFirst(surplus)
                ringFirst += UInt64(surplus)
            }
            if ring.count >= Self.ringMax / 2 { return }
        }
    }

    private static func line(_ record: RecordSummary) -> Line {
        var bytes = Array("id: \(record.facts.sequence)\ndata: ".utf8)
        bytes += record.json
        bytes += [0x0A, 0x0A]
        return Line(record: record, bytes: bytes)
    }

    /// - Returns: whether there was anything.
    private func pass(to viewer: LiveViewer) -> Bool {
        let end = ringFirst + UInt64(ring.count)
        guard viewer.next < end else { return false }
        var bytes = ByteBuffer()
        while viewer.next < end, viewer.stream.waitingBytes + bytes.count < Self.waitingMax {
            let line = ring[Int(viewer.next - ringFirst)]
            if Self.isWanted(line.record, viewer) {
                bytes.append(line.bytes)
                viewer.told = viewer.next
            }
            viewer.next += 1
        }
        viewer.stream.write(bytes.bytes)
        return bytes.count > 0
    }

    /// Serves one chunk of the log to a viewer who is behind.
    /// - Returns: whether more can be done at once.
    private func catchUp(
        _ viewer: LiveViewer, _ pages: inout LogPages
    ) -> Bool {
        guard viewer.stream.waitingBytes < Self.waitingMax else { return false }
        var bytes = ByteBuffer()
        var told = viewer.told
        let wanted = try? pages.read(
            viewer.next...(ringFirst - 1),
            { record, _ in
                guard Self.isWanted(record, viewer) else { return }
                bytes.append(Self.line(record).bytes)
                told = record.facts.sequence
            })
        guard let end = wanted else {
            viewer.stream.end()
            return false
        }
        viewer.told = told
        viewer.next = end + 1
        viewer.stream.write(bytes.bytes)
        return viewer.next < ringFirst
    }

    private static func isWanted(
        _ record: RecordSummary, _ viewer: LiveViewer
    ) -> Bool {
        let facts = record.facts
        return viewer.pattern.matches(
            type: facts.type, country: facts.country, agency: facts.agency)
            && record.isSeen(by: viewer.sight)
    }

    /// Tells the place up to which everything was told, so that going on needs no second look.
    private func signOfLife(_ viewer: LiveViewer, _ log: any EventLog, _ now: UInt64) {
        let isDue = now >= viewer.heardAt + Self.silence
        guard isDue || viewer.heardAt == 0, viewer.stream.waitingBytes == 0 else { return }
        viewer.heardAt = now
        let through = viewer.next - 1
        Self.write("id: \(through)\nevent: through\ndata: \(through)\n\n", to: viewer)
        viewer.told = through
    }

    private static func write(_ text: String, to viewer: LiveViewer) {
        viewer.stream.write(Array(text.utf8).span)
    }
}
