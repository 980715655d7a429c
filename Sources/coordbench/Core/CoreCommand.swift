internal import BusCore
internal import Bytes
internal import CoordBus
internal import Crypto
internal import Events
internal import JSON
internal import Platform

/// `coordbench core`: what the decisions cost without sockets, threads or disk, so that a regression shows by itself.
enum CoreCommand {
    private static let eventBytes = 600
    private static let options: [OptionDeclaration] = [
        OptionDeclaration("--events", "N", "events a figure (default 200000)"),
        OptionDeclaration("--json", "the figures as JSON"),
        OptionDeclaration("--help", "show this"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        if arguments.has("--help") {
            writeOutput("usage: coordbench core [option ...]\n\n" + Arguments.help(options))
            return .ok
        }
        let count = try arguments.integer("--events", in: 10_000...10_000_000, default: 200_000)
        let figures = try pieces(count) + whole(count)
        writeOutput(arguments.has("--json") ? json(figures) : text(figures))
        return .ok
    }

    // MARK: Pieces of the gate

    private static func pieces(_ count: Int) throws -> [CoreFigure] {
        var core = CoreBus()
        core.prepare(events: 1)
        let event = core.firstEvent()
        // As in a message where another event follows.
        var inMessage = ByteBuffer()
        inMessage.append(event.bytes)
        inMessage.append(event.bytes)
        var figures: [CoreFigure] = []
        var parser = JSONParser(bytesMax: 65_536)
        figures.append(
            try CoreFigure.measure("parse (simdjson's tape)", events: count, rounds: 5) {
                for _ in 0..<count { _ = try parser.parse(event, 0..<event.count).root }
            })
        var validator = EventValidator(idSeed: 7)
        figures.append(
            try CoreFigure.measure("validate, parsing included", events: count, rounds: 5) {
                for _ in 0..<count { _ = try validator.check(inMessage.bytes, 0..<event.count) }
            })
        var sum: UInt32 = 0
        figures.append(
            CoreFigure.measure("checksum (CRC-32C)", events: count, rounds: 5) {
                for _ in 0..<count { sum &+= event.bytes.crc32c }
            })
        figures.append(
            CoreFigure.measure("chain digest (SHA-256, log thread)", events: count, rounds: 3) {
                for _ in 0..<count / 100 { sum &+= UInt32(digest(of: event, times: 100)) }
            })
        figures.append(ids(count))
        figures.append(try filter(count))
        precondition(sum != 1, "keeps the sums from being left out")
        return figures
    }

    private static func digest(of event: borrowing ByteBuffer, times: Int) -> UInt8 {
        var hash = SHA256()
        for _ in 0..<times { hash.update(event.bytes) }
        return hash.finish()[0]
    }

    /// Into a table that already holds a million, as after a while.
    private static func ids(_ count: Int) -> CoreFigure {
        var ids = IdTable()
        var random = BenchRandom(seed: 1)
        var sequence: UInt64 = 0
        var found = 0
        func add(_ count: Int) {
            for _ in 0..<count {
                let fingerprint = random.next()
                ids.find(fingerprint) { _ in
                    found += 1
                    return true
                }
                sequence += 1
                ids.insert(fingerprint, at: sequence)
            }
        }
        add(1_000_000)
        return CoreFigure.measure("seen before? and remember", events: count, rounds: 3) {
            add(count)
        }
    }

    private static func filter(_ count: Int) throws -> CoreFigure {
        let pattern = try TopicPattern("assistance.*.KEN.*")
        var record = ByteBuffer()
        record.append(littleEndian: UInt32(RecordHead.byteCount + 4))
        record.append(littleEndian: UInt32(0))
        record.append(littleEndian: UInt64(1))
        record.append(littleEndian: UInt64(1))
        record.append(littleEndian: EventCatalogue.type(name: "assistance.updated")?.number ?? 1)
        record.append(byte: 0)
        record.append(byte: 4)
        record.append(byte: 0)
        record.append("KENundp")
        var matched = 0
        let figure = CoreFigure.measure("filter: one record, one pattern", events: count, rounds: 5)
        {
            for _ in 0..<count {
                guard let head = RecordHead(record.bytes) else { continue }
                if pattern.matches(head, in: record.bytes, at: 0) { matched += 1 }
            }
        }
        precondition(matched > 0, "the pattern matches nothing")
        return figure
    }

    // MARK: The bus as a whole

    private static func whole(_ count: Int) -> [CoreFigure] {
        var figures: [CoreFigure] = []
        for (events, size) in [(32, "a window of 256"), (512, "a window of 4096")] {
            figures.append(
                gate(count, events: events, "gate, \(events) events a message (\(size))"))
        }
        figures.append(deliveries(count, readers: 1, pattern: ">", "deliver to 1 reader of all"))
        figures.append(deliveries(count, readers: 64, pattern: ">", "deliver to 64 readers of all"))
        figures.append(
            deliveries(
                count, readers: 64, pattern: "assistance.*.KEN.*",
                "deliver to 64 readers of one country"))
        return figures
    }

    /// Validation, ids, record and receipt; events are made outside of what is measured.
    private static func gate(_ count: Int, events: Int, _ what: String) -> CoreFigure {
        var core = CoreBus()
        return steady(what, messages: max(8, count / events), events: events, &core) {
            $0.publish()
            $0.commit()
        }
    }

    /// What a commit costs with readers, an event published; its receipt is in it.
    private static func deliveries(
        _ count: Int, readers: Int, pattern: String, _ what: String
    ) -> CoreFigure {
        var core = CoreBus(readers: readers, pattern: pattern)
        return steady(
            what, messages: max(8, count / 256 / 4), events: 256, &core, before: { $0.publish() }
        ) { $0.commit() }
    }

    /// The mean over all messages but the first quarter, in which buffers grow.
    private static func steady(
        _ what: String, messages: Int, events: Int, _ core: inout CoreBus,
        before: (inout CoreBus) -> Void = { _ in }, _ body: (inout CoreBus) -> Void
    ) -> CoreFigure {
        var nanoseconds = 0.0
        var allocations = 0.0
        for message in 0..<messages {
            core.prepare(events: events)
            before(&core)
            let figure = CoreFigure.measure(what, events: 1, rounds: 1) { body(&core) }
            if message >= messages / 4 {
                nanoseconds += figure.nanoseconds
                allocations += figure.allocations
            }
        }
        let measured = Double((messages - messages / 4) * events)
        return CoreFigure(
            what: what, nanoseconds: nanoseconds / measured, allocations: allocations / measured)
    }

    // MARK: Output

    private static func text(_ figures: [CoreFigure]) -> String {
        let width = figures.map(\.what.count).max() ?? 0
        let lines = figures.map { figure in
            let name = figure.what + String(repeating: " ", count: width - figure.what.count)
            let time = BudgetTable.short(figure.nanoseconds)
            let padding = String(repeating: " ", count: max(0, 8 - time.count))
            return
                "\(name)  \(padding)\(time) ns  \(BudgetTable.short(figure.allocations)) allocations"
        }
        return (["an event of \(eventBytes) bytes each:"] + lines).joined(separator: "\n")
    }

    private static func json(_ figures: [CoreFigure]) -> String {
        var json = JSONWriter()
        json.array { json in
            for figure in figures {
                json.object { json in
                    json.member("what", figure.what)
                    json.key("nanoseconds")
                    json.value(figure.nanoseconds)
                    json.key("allocations")
                    json.value(figure.allocations)
                }
            }
        }
        return json.bytes.text
    }
}
