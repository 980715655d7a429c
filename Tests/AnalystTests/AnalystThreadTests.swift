import BusCore
import Bytes
import CoordBus
import Events
import JSON
import Platform
import Synchronization
import TestSupport
import Testing

/// Counts lessons by country; each third of a country gives an `overlap.cleared`, which stands for any derived event.
private final class ThirdLesson: Fold {
    let name = "third-lesson"
    let seen: Seen
    var counts: [String: Int] = [:]
    let stopAfter: UInt64

    /// What the test looks at; also what is kept over a restart.
    final class Seen: Sendable {
        let sequences = Mutex<[UInt64]>([])
        let noted = Mutex<[String]>([])
        let kept = Mutex<(through: UInt64, counts: [String: Int])>((0, [:]))
        let ticks = Atomic<Int>(0)
        let caughtUp = Atomic<Int>(0)
        let bell = Bell()
    }

    init(_ seen: Seen, stopAfter: UInt64 = .max) {
        self.seen = seen
        self.stopAfter = stopAfter
        counts = seen.kept.withLock { $0.counts }
    }

    var appliedThrough: UInt64 { seen.kept.withLock { $0.through } }

    func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        guard record.sequence <= stopAfter else { throw FoldError("the test ends it here") }
        seen.sequences.withLock { $0.append(record.sequence) }
        defer { seen.bell.ring() }
        let id = document.text("id", in: document.root) ?? ""
        if record.agency == .bus {
            seen.noted.withLock { $0.append(id) }
            return
        }
        let country = record.country.description
        counts[country, default: 0] += 1
        guard counts[country, default: 0] % 3 == 0 else { return }
        let gap = "gap-\(country)-\(record.sequence)"
        derived.append(
            DerivedEvent(
                id: gap,
                bytes: Array(
                    """
                    {"specversion":"1.0","id":"\(gap)","source":"urn:coordbus:agency:coordd",\
                    "type":"org.coordbus.overlap.cleared","time":"2018-03-01T09:00:00Z",\
                    "data":{"overlap":"\(gap)","reason":"counted","country":"\(country)"}}
                    """.utf8)))
    }

    func caughtUp(into derived: inout [DerivedEvent]) { seen.caughtUp.add(1, ordering: .relaxed) }

    func tick(wall: UInt64, into derived: inout [DerivedEvent]) {
        seen.ticks.add(1, ordering: .relaxed)
        seen.bell.ring()
    }

    func commit(through sequence: UInt64) {
        let counts = counts
        seen.kept.withLock { $0 = (sequence, counts) }
        seen.bell.ring()
    }
}

@Suite("The analyst thread") struct AnalystThreadTests {
    private func lesson(_ id: Int, _ country: String) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:undp",\
            "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z","data":{"lesson":"\(id)",\
            "recorded":"2018-03-01","country":"\(country)","title":{"en":"A"},"text":{"en":"B"}}}
            """.utf8)
    }

    private func publish(_ bus: BusStandIn, _ ids: Range<Int>) throws {
        let submitter = bus.desk.submitter("agency")
        let events = ids.map { lesson($0, ["KEN", "NPL"][$0 % 2]) }
        let agency = try #require(AgencyCode("undp"))
        #expect(submitter.submit(agency, events, token: 1))
        var outcomes: [SubmissionOutcome] = []
        while outcomes.isEmpty {
            submitter.bell.wait()
            submitter.drain(into: &outcomes)
        }
        #expect(outcomes[0].runs.allSatisfy { !$0.isRefusal })
    }

    private func wait(_ seen: ThirdLesson.Seen, until condition: () -> Bool) {
        while !condition() { seen.bell.wait() }
    }

    /// Runs `body` beside a bus and, if asked, an analyst with one fold.
    private func run(
        _ folder: String, _ seen: ThirdLesson.Seen?, stopAfter: UInt64 = .max,
        _ lines: Lines = Lines(), _ body: (BusStandIn) throws -> Void
    ) throws {
        let bus = try BusStandIn(folder: folder)
        let busThread = OSThread(named: "bus") { bus.run() }
        let analyst = AnalystThread(
            name: "analyst",
            folds: { _ throws(FoldError) in
                seen.map { [ThirdLesson($0, stopAfter: stopAfter)] } ?? []
            }, submitter: bus.desk.submitter("analyst"), watch: bus.watch,
            say: { line in
                lines.all.withLock { $0.append(line.text) }
                seen?.bell.ring()
            })
        let thread = OSThread(named: "analyst") { analyst.run(bus.log) }
        try body(bus)
        analyst.stop()
        thread.join()
        bus.stop()
        busThread.join()
        try bus.log.close()
    }

    final class Lines: Sendable { let all = Mutex<[String]>([]) }

    @Test("shows its folds every record once, in order, what they derived too")
    func inOrder() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        try run(folder.path, seen) { bus in
            try publish(bus, 0..<10)
            wait(seen) { seen.noted.withLock { $0.count } == 2 }
            try publish(bus, 10..<12)
            wait(seen) { seen.kept.withLock { $0.through } == 16 }
        }
        #expect(seen.sequences.withLock { $0 } == Array(1...16))
        let noted = seen.noted.withLock { $0 }
        #expect(noted == ["gap-KEN-5", "gap-NPL-6", "gap-KEN-13", "gap-NPL-14"])
        #expect(seen.caughtUp.load(ordering: .relaxed) == 1)
    }

    @Test("after an end before commit, applies again and records nothing twice")
    func again() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        try run(folder.path, seen) { bus in
            try publish(bus, 0..<6)
            wait(seen) { seen.kept.withLock { $0.through } == 8 }
        }
        // What the fold kept is lost; the log still holds what it derived.
        let fresh = ThirdLesson.Seen()
        try run(folder.path, fresh) { bus in
            wait(fresh) { fresh.kept.withLock { $0.through } == 8 }
            #expect(bus.log.lastDurable == 8)
        }
        #expect(fresh.noted.withLock { $0 } == seen.noted.withLock { $0 })
    }

    @Test("goes on behind what a fold has kept")
    func resumes() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        try run(folder.path, seen) { bus in
            try publish(bus, 0..<4)
            wait(seen) { seen.kept.withLock { $0.through } == 4 }
        }
        seen.sequences.withLock { $0.removeAll() }
        try run(folder.path, seen) { bus in
            try publish(bus, 4..<6)
            wait(seen) { seen.kept.withLock { $0.through } == 8 }
        }
        #expect(seen.sequences.withLock { $0 } == [5, 6, 7, 8])
    }

    @Test("waits while the disk is full, and publishes when there is room")
    func diskFull() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        try run(folder.path, nil) { bus in try publish(bus, 0..<6) }
        try run(folder.path, seen) { bus in
            bus.isFull.store(true, ordering: .sequentiallyConsistent)
            wait(seen) { seen.sequences.withLock { $0.count } == 6 }
            #expect(seen.kept.withLock { $0.through } == 0, "kept what was not published")
            bus.isFull.store(false, ordering: .sequentiallyConsistent)
            wait(seen) { seen.kept.withLock { $0.through } == 8 }
        }
        #expect(seen.noted.withLock { $0.count } == 2)
    }

    @Test("reads on while what was derived is on its way; keeps its place when that is on disk")
    func readsOn() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        // Several chunks of the log.
        let count = 3_000
        try run(folder.path, nil) { bus in
            for first in stride(from: 0, to: count, by: 200) {
                try publish(bus, first..<(first + 200))
            }
        }
        try run(folder.path, seen) { bus in
            bus.isHolding.store(true, ordering: .sequentiallyConsistent)
            wait(seen) { seen.sequences.withLock { $0.count } == count }
            #expect(seen.kept.withLock { $0.through } == 0, "kept what was not published")
            bus.release()
            wait(seen) { seen.kept.withLock { $0.through } == UInt64(count) * 4 / 3 }
        }
        let sequences = seen.noted.withLock { $0 }.map { $0.split(separator: "-").last ?? "" }
        #expect(sequences.count == count / 3)
        let numbers = sequences.compactMap { UInt64($0) }
        #expect(numbers == numbers.sorted())
    }

    @Test("says so and ends when a fold cannot go on; the bus works on")
    func failure() throws {
        let folder = TestFolder()
        let seen = ThirdLesson.Seen()
        let lines = Lines()
        try run(folder.path, seen, stopAfter: 2, lines) { bus in
            try publish(bus, 0..<4)
            try publish(bus, 4..<5)
            #expect(bus.log.lastDurable == 5)
            wait(seen) { seen.sequences.withLock { $0.count } == 2 }
        }
        #expect(lines.all.withLock { $0 }.contains { $0.contains("the test ends it here") })
    }
}
