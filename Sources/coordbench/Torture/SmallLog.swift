internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform

/// A log that coordd wrote for a few events, one batch a message, to be damaged in copies.
struct SmallLog {
    /// How coordd ended.
    enum Ending { case killed, stopped }

    let stream: TortureStream
    /// How many events it holds; event N - 1 stands at sequence N.
    let count: Int
    let files: StoredFiles
    /// In the last segment: the used bytes before the last batch, and with it.
    let usedBefore: Int
    let used: Int
    /// Events of the last batch.
    let lastBatchCount: Int

    /// - Parameters:
    ///   - batches: how many events each message carries.
    ///   - stream: what is published.
    ///   - options: of coordd.
    init(
        programs: Programs, stream: TortureStream, batches: [Int], ending: Ending,
        options: [String] = []
    ) throws {
        let folder = try TemporaryFolder("coordbus-small")
        let log = "\(folder.path)/log"
        var bus = try ServedBus(program: programs.coordd, folder: log, options: options)
        var events = stream.events()
        var event = ByteBuffer()
        var client = try bus.client()
        try client.open()
        var publisher = Publisher(client, window: 10_000, messageBytes: 1 << 20, patienceSeconds: 5)
        var number = 0
        var before = 0
        for (place, batch) in batches.enumerated() {
            if place == batches.count - 1 {
                let files = try StoredFiles(folder: log)
                before = files.usedBytes(files.lastSegment)
            }
            for _ in 0..<batch {
                event.removeAll()
                events.append(number, stamp: 0, to: &event)
                try publisher.publish(event.bytes) { _ in }
                number += 1
            }
            try publisher.finish { _ in }
        }
        switch ending {
        case .killed: bus.kill()
        case .stopped: _ = bus.stop()
        }
        var files = try StoredFiles(folder: log)
        used = files.usedBytes(files.lastSegment)
        files.dropReserved()
        self.files = files
        self.stream = stream
        count = number
        usedBefore = before
        lastBatchCount = batches.last ?? 0
    }
}

/// What a coordd that starts on a copy of a log says to whoever asks.
struct Answer {
    enum Kind: Equatable {
        /// It did not start: exit code and words.
        case refusedToStart(Int32, String)
        /// It gave the events up to this sequence, whole and in order, then refused with these words.
        case refusedToRead(after: UInt64, String)
        /// It gave all there is, up to this sequence.
        case gave(UInt64)
        case other(String)
    }

    let kind: Kind
    /// What it said at its start.
    let lines: [String]

    /// Starts coordd, reads everything, publishes everything again, stops it.
    static func ask(
        _ programs: Programs, folder: String, stream: TortureStream, count: Int, faults: Faults,
        place: String
    ) throws -> Answer {
        var bus: ServedBus
        do {
            bus = try ServedBus(program: programs.coordd, folder: folder)
        } catch let failure as ServedBus.StartFailure {
            guard case .exited(let code) = failure.end else {
                return Answer(kind: .other(failure.description), lines: failure.lines)
            }
            return Answer(kind: .refusedToStart(code, failure.text), lines: failure.lines)
        }
        let lines = bus.startLines
        var check = RecordCheck(streams: [stream], reader: place, faults: faults)
        var kind = Kind.gave(bus.lastAtStart)
        do {
            if bus.lastAtStart > 0 {
                try TortureReader.read(bus.endpoint, from: 1, through: bus.lastAtStart, &check)
            }
        } catch let ClientError.refused(_, text) {
            kind = .refusedToRead(after: check.last, text)
        } catch {
            kind = .other("\(error)")
        }
        if case .gave(let last) = kind {
            try republish(bus.endpoint, stream, count, recorded: last, faults, place)
        }
        faults.expect(bus.stop() == .exited(0), "\(place): coordd did not end with 0 after SIGTERM")
        return Answer(kind: kind, lines: lines)
    }

    /// All events once more: those that are there get their receipt again, the others the next sequences.
    private static func republish(
        _ endpoint: String, _ stream: TortureStream, _ count: Int, recorded: UInt64,
        _ faults: Faults, _ place: String
    ) throws {
        var events = stream.events()
        var event = ByteBuffer()
        var client = try ServedBus.client(endpoint, "torture")
        try client.open()
        var publisher = Publisher(client, window: 10_000, messageBytes: 1 << 20, patienceSeconds: 5)
        let take = { (run: ReceiptRun) in
            for step in 0..<UInt64(run.count) {
                let number = run.number + step
                let code = number <= recorded ? ReceiptRun.recordedBefore : ReceiptRun.recorded
                faults.expect(
                    run.sequence + step == number && run.code == code,
                    "\(place): event \(number) sent again: \(run)")
            }
        }
        for number in 0..<count {
            event.removeAll()
            events.append(number, stamp: 0, to: &event)
            try publisher.publish(event.bytes, fate: take)
        }
        try publisher.finish(fate: take)
    }
}
