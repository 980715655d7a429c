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

/// The live log for many viewers: each new record that somebody wants is read, parsed and written out once, and shared by those
/// who may see it. Records that nobody's pattern matches cost a look at their head.
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
    /// After records that nobody wanted.
    private static let shortPause: UInt64 = 20_000_000

    private struct Line {
        let record: RecordSummary
        /// `id:` and `data:` of the event stream.
        let bytes: [UInt8]
        var sequence: UInt64 { record.facts.sequence }
    }

    /// Of the sequences in `covered`, those that somebody's pattern matches, in order.
    private var ring: [Line] = []
    private var covered: Range<UInt64> = 1..<1
    /// What `ring` was filled for, each once.
    private var patterns: [TopicPattern] = []
    private(set) var viewers: [LiveViewer] = []
    private let viewersMax: Int
    private var nextTurn: UInt64 = 0
    /// While there is more to read, viewers are served this often.
    private var nextPass: UInt64 = 0

    init(viewersMax: Int) { self.viewersMax = viewersMax }

    var hasRoom: Bool { viewers.count < viewersMax }

    /// Has every viewer everything that is on disk?
    func hasAll(_ log: any EventLog) -> Bool {
        let last = log.lastDurable
        return viewers.allSatisfy { $0.next > last }
    }

    mutating func add(_ viewer: LiveViewer) {
        viewers.append(viewer)
        if !patterns.contains(viewer.pattern) { forget() }
        Self.write("retry: 1000\n\n", to: viewer)
        nextTurn = 0
        nextPass = 0
    }

    mutating func remove(_ stream: HTTPStream) { viewers.removeAll { $0.stream === stream } }

    private mutating func forget() {
        ring.removeAll()
        covered = 1..<1
        patterns.removeAll()
        for viewer in viewers where !patterns.contains(viewer.pattern) {
            patterns.append(viewer.pattern)
        }
    }

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
            forget()
            return .whenGrown
        }
        guard now >= nextTurn else { return .at(nextTurn) }
        let before = covered.upperBound
        fill(&pages, log)
        let isWhole = covered.upperBound > log.lastDurable
        if !isWhole, ring.count < Self.ringMax / 2, now < nextPass { return .now }
        nextPass = now + Self.pause
        var isBehind = false
        var hasSent = false
        var made: [Made] = []
        for viewer in viewers {
            if viewer.next < covered.lowerBound {
                isBehind = catchUp(viewer, &pages) || isBehind
                hasSent = true
            }
            if viewer.next >= covered.lowerBound { hasSent = pass(to: viewer, &made) || hasSent }
            signOfLife(viewer, log, now)
        }
        if isBehind || !isWhole { return .now }
        // Whoever has not taken yet what waits for him is looked after soon again.
        let waits = viewers.contains { $0.next < covered.upperBound }
        guard hasSent || waits || covered.upperBound > before else { return .whenGrown }
        nextTurn = now + (hasSent && !waits ? Self.pause : Self.shortPause)
        return .at(nextTurn)
    }

    /// Reads some of what is new.
    private mutating func fill(_ pages: inout LogPages, _ log: any EventLog) {
        let last = log.lastDurable
        if covered.isEmpty {
            // Older ones are read for who wants them.
            let oldest = viewers.map(\.next).min() ?? last + 1
            let first = max(oldest, last + 1 - min(last, UInt64(Self.ringMax / 2)))
            covered = first..<first
        }
        let patterns = patterns
        let stop = min(last, covered.upperBound + UInt64(Self.ringMax / 2))
        while covered.upperBound <= stop {
            var lines: [Line] = []
            // A log that cannot be read ends the watching; its damage is told by others.
            let read = try? pages.read(
                covered.upperBound...stop,
                where: { facts in
                    patterns.contains {
                        $0.matches(type: facts.type, country: facts.country, agency: facts.agency)
                    }
                }, { record, _ in lines.append(Self.line(record)) })
            guard let end = read else {
                for viewer in viewers { viewer.stream.end() }
                return
            }
            ring += lines
            covered = covered.lowerBound..<(end + 1)
        }
        if ring.count > Self.ringMax {
            let surplus = ring.count - Self.ringMax / 2
            covered = ring[surplus].sequence..<covered.upperBound
            ring.removeFirst(surplus)
        }
    }

    private static func line(_ record: RecordSummary) -> Line {
        var bytes = Array("id: \(record.facts.sequence)\ndata: ".utf8)
        bytes += record.json
        bytes += [0x0A, 0x0A]
        return Line(record: record, bytes: bytes)
    }

    /// What was put together for one viewer in this turn. Most stand at the same place and may see the same.
    private struct Made {
        let viewer: LiveViewer
        let first: UInt64
        let bytes: [UInt8]
        let told: UInt64
        let next: UInt64

        func isFor(_ other: LiveViewer) -> Bool {
            other.next == first && other.pattern.text == viewer.pattern.text
                && (other.sight == viewer.sight)
        }
    }

    /// - Returns: whether there was anything.
    private func pass(to viewer: LiveViewer, _ made: inout [Made]) -> Bool {
        guard viewer.next < covered.upperBound else { return false }
        let waiting = viewer.stream.waitingBytes
        guard waiting < Self.waitingMax else { return false }
        let portion: Made
        if waiting == 0, let known = made.first(where: { $0.isFor(viewer) }) {
            portion = known
        } else {
            portion = make(for: viewer, room: Self.waitingMax - waiting)
            // With all the room there is, so that it will do for others.
            if waiting == 0 { made.append(portion) }
        }
        viewer.told = portion.told
        viewer.next = portion.next
        let bytes = portion.bytes
        viewer.stream.write(bytes.span)
        return !bytes.isEmpty
    }

    private func make(for viewer: LiveViewer, room: Int) -> Made {
        var bytes: [UInt8] = []
        var (told, next) = (viewer.told, viewer.next)
        var place = place(of: next)
        while place < ring.count, bytes.count < room {
            let line = ring[place]
            if Self.isWanted(line.record, viewer) {
                bytes += line.bytes
                told = line.sequence
            }
            next = line.sequence + 1
            place += 1
        }
        if place == ring.count { next = covered.upperBound }
        return Made(viewer: viewer, first: viewer.next, bytes: bytes, told: told, next: next)
    }

    /// Where the first line of this sequence or a later one stands in `ring`.
    private func place(of sequence: UInt64) -> Int {
        var low = 0
        var high = ring.count
        while low < high {
            let middle = (low + high) / 2
            if ring[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
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
            viewer.next...(covered.lowerBound - 1),
            where: { facts in
                viewer.pattern.matches(
                    type: facts.type, country: facts.country, agency: facts.agency)
            },
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
        return viewer.next < covered.lowerBound
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
