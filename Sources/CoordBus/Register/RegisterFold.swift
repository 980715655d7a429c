internal import BusCore
package import Bytes
internal import Events
package import JSON
internal import Platform
internal import SQLite

/// Folds the log into the register.
///
/// **Any order gives the same rows.** An event later than all a row knows of changes what it mentions. An event that
/// is earlier (it came late, or its agency's clock or outbox was behind) makes the row anew: from all events that ever touched
/// it, in the order of their time, agency and sequence. So rows depend on what happened and not on how it travelled, as long
/// as each agency's own events keep their order.
///
/// **A crash costs nothing.** Rows and the last sequence applied are written in one transaction.
package final class RegisterFold: Fold {
    package let name = "register"
    /// What is committed: the analyst asks for a commit as long as this is behind.
    package private(set) var appliedThrough: UInt64
    /// What is written in the open transaction, too.
    private var written: UInt64

    private let file: RegisterFile
    private let database: SQLiteConnection
    private let source: any RegisterSource
    /// By number of the event type.
    private var writers: [[RegisterWriter]] = []
    private let event: SQLiteStatement
    private let trace: SQLiteStatement
    private let caseStub: SQLiteStatement
    private let progress: SQLiteStatement
    private var isWriting = false
    private var scratch = ByteBuffer(capacity: 4096)
    /// Numbers of cases that have a row; emptied when it grows too large, then the table is asked.
    private var knownCases: Set<UInt64> = []
    private static let knownCasesMax = 1 << 18
    /// Rows to be made anew before the commit, with their tables.
    private var late: [Int64: String] = [:]
    private var lateParser = JSONParser(bytesMax: 1 << 20)
    private var record = ByteBuffer()
    private let history: SQLiteStatement
    private let numbers: EntityNumbers
    private let caseTable: UInt8
    private var lastCommit: UInt64 = 0
    /// Commits closer together than this are put together.
    private static let commitPauseNanoseconds: UInt64 = 250_000_000

    /// - Parameters:
    ///   - file: opened for this log, and no other process's.
    ///   - source: gives records again when an event comes late.
    package init(_ file: RegisterFile, source: any RegisterSource) throws(FoldError) {
        self.file = file
        self.source = source
        database = file.database
        appliedThrough = file.applied
        written = file.applied
        caseTable = Self.tableNumber("cases")
        do throws(SQLiteError) {
            event = try file.database.prepare(
                "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
                    + " ON CONFLICT (sequence) DO NOTHING")
            trace = try file.database.prepare("INSERT OR IGNORE INTO traces VALUES (?,?)")
            caseStub = try file.database.prepare(
                "INSERT OR IGNORE INTO cases (entity, case_id, case_key, status, classification,"
                    + " widest, time, last_agency, sequence)"
                    + " VALUES (?,?,?,?,0,4,\(Int64.min),'',0)")
            progress = try file.database.prepare("UPDATE progress SET applied = ?")
            history = try file.database.prepare(
                "SELECT t.sequence FROM traces t JOIN events e ON e.sequence = t.sequence"
                    + " WHERE t.entity = ? ORDER BY e.time, e.agency, e.sequence")
            numbers = try EntityNumbers(file.database)
            writers = try Self.makeWriters(file.database)
        } catch {
            throw FoldError("\(file.path): \(error)")
        }
    }

    private static func makeWriters(
        _ database: SQLiteConnection
    ) throws(SQLiteError) -> [[RegisterWriter]] {
        let last = EventCatalogue.all.map(\.number).max() ?? 0
        var writers = [[RegisterWriter]](repeating: [], count: Int(last) + 1)
        var statements: [String: SQLiteStatement] = [:]
        for projection in RegisterProjection.all {
            guard let type = EventCatalogue.type(name: projection.type) else {
                preconditionFailure("\(projection.type) is folded, but nobody knows it")
            }
            let table = projection.table
            if statements[table.name] == nil {
                statements[table.name] = try database.prepare(table.upsert)
            }
            guard let statement = statements[table.name] else { continue }
            writers[Int(type.number)].append(
                RegisterWriter(
                    projection, tableNumber: tableNumber(table.name), statement: statement))
        }
        return writers
    }

    private static func tableNumber(_ name: String) -> UInt8 {
        guard let number = RegisterSchema.tables.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no table \(name)")
        }
        return UInt8(number)
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        guard record.sequence == written + 1 else {
            throw FoldError(
                "\(file.path) is at sequence \(written) and was given \(record.sequence)")
        }
        do throws(SQLiteError) {
            if !isWriting {
                try database.execute("BEGIN IMMEDIATE")
                isWriting = true
            }
            try write(record, document)
        } catch {
            throw file.failed(error)
        }
        written = record.sequence
    }

    private func write(
        _ record: RecordFacts, _ document: borrowing JSONDocument
    ) throws(SQLiteError) {
        let places = EventPlaces(document)
        let entry = RegisterEntry(
            record: record, time: record.time(document, places), places: places,
            caseID: places.caseID(document))
        try writeEvent(entry, document)
        if entry.caseID != 0 { try noteCase(entry, document) }
        guard Int(record.type) < writers.count else { return }
        for writer in writers[Int(record.type)] {
            guard writer.projection.id != nil else {
                _ = try writer.write(entry, document, entity: 0, database, &scratch)
                continue
            }
            guard let hash = writer.hash(entry, document, &scratch) else { continue }
            let entity = try numbers.number(of: hash)
            try trace.bind(1, entity)
            try trace.bind(2, Int64(clamping: record.sequence))
            try trace.run()
            if try !writer.write(entry, document, entity: entity, database, &scratch) {
                late[entity] = writer.projection.table.name
            }
        }
    }

    private func writeEvent(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument
    ) throws(SQLiteError) {
        let record = entry.record
        let places = entry.places
        event.clearBindings()
        try event.bind(1, Int64(clamping: record.sequence))
        try event.bind(2, entry.time)
        try event.bind(3, Int64(clamping: record.recorded))
        try event.bind(4, Int64(record.type))
        try event.bind(5, record.agency.description)
        if record.publisher != record.agency { try event.bind(6, record.publisher.description) }
        if record.country != .none { try event.bind(7, record.country.description) }
        if entry.caseID != 0 { try event.bind(8, utf8: document.string(entry.caseID)) }
        if places.id != 0 {
            try event.bind(9, utf8: document.string(places.id))
        } else {
            try event.bind(9, "")
        }
        if places.subject != 0 { try event.bind(10, utf8: document.string(places.subject)) }
        if places.causation != 0 { try event.bind(11, utf8: document.string(places.causation)) }
        try event.bind(12, Int64(record.status.rawValue))
        try event.bind(13, Int64(record.classification.rawValue))
        try event.run()
    }

    /// A case has a row as soon as any event speaks of it, also when its request never came.
    private func noteCase(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument
    ) throws(SQLiteError) {
        let id = document.string(entry.caseID)
        let key = id.xxh3(seed: UInt64(entry.record.status.rawValue))
        guard !knownCases.contains(key) else { return }
        let entity = try numbers.number(
            of: RegisterWriter.hash(
                table: caseTable, entry.record.status, agency: nil, id, &scratch))
        try caseStub.bind(1, entity)
        try caseStub.bind(2, utf8: id)
        try caseStub.bind(3, utf8: id)
        try caseStub.bind(4, Int64(entry.record.status.rawValue))
        try caseStub.run()
        if knownCases.count >= Self.knownCasesMax { knownCases.removeAll() }
        knownCases.insert(key)
    }

    /// Keeps what was applied. Under load several calls share a transaction, so that pages that change again and again
    /// are written once; then the last of it is kept by the next `tick`.
    package func commit(through sequence: UInt64) throws(FoldError) {
        guard monotonicNanoseconds() >= lastCommit + Self.commitPauseNanoseconds else { return }
        try commit()
    }

    package func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError) {
        try commit()
    }

    package func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError) { try commit() }

    /// Keeps everything that was applied.
    package func commit() throws(FoldError) {
        guard isWriting else { return }
        try makeLateRowsAnew()
        do throws(SQLiteError) {
            try progress.bind(1, Int64(clamping: written))
            try progress.run()
            try database.execute("COMMIT")
        } catch {
            throw file.failed(error)
        }
        isWriting = false
        appliedThrough = written
        lastCommit = monotonicNanoseconds()
    }

    /// Rows that an event came late for, each from all its events in their order.
    private func makeLateRowsAnew() throws(FoldError) {
        guard !late.isEmpty else { return }
        // In the order of their numbers, so that the file's bytes follow from the log alone.
        for (entity, table) in late.sorted(by: { $0.key < $1.key }) {
            let sequences: [UInt64]
            do throws(SQLiteError) {
                sequences = try sequencesInOrder(of: entity)
                try database.execute("DELETE FROM \(table) WHERE entity = \(entity)")
            } catch {
                throw file.failed(error)
            }
            for sequence in sequences { try writeAgain(sequence, entity, table) }
        }
        late.removeAll()
    }

    private func sequencesInOrder(of entity: Int64) throws(SQLiteError) -> [UInt64] {
        try history.bind(1, entity)
        var sequences: [UInt64] = []
        while try history.step() { sequences.append(UInt64(history.integer(at: 0))) }
        return sequences
    }

    private func writeAgain(
        _ sequence: UInt64, _ entity: Int64, _ table: String
    ) throws(FoldError) {
        record.removeAll()
        try source.record(at: sequence, into: &record)
        guard let head = RecordHead(record.bytes), let facts = RecordFacts(record.bytes, at: 0)
        else { throw FoldError("sequence \(sequence) has no head that makes sense") }
        let document: JSONDocument
        do throws(JSONError) {
            document = try lateParser.parse(record, head.eventOffset..<head.length)
        } catch {
            throw FoldError("sequence \(sequence) is not JSON: \(error)")
        }
        let places = EventPlaces(document)
        let entry = RegisterEntry(
            record: facts, time: facts.time(document, places), places: places,
            caseID: places.caseID(document))
        do throws(SQLiteError) {
            for writer in writers[Int(facts.type)] where writer.projection.table.name == table {
                guard let hash = writer.hash(entry, document, &scratch),
                    try numbers.number(of: hash) == entity
                else { continue }
                _ = try writer.write(entry, document, entity: entity, database, &scratch)
            }
        } catch {
            throw file.failed(error)
        }
    }
}

/// Gives records of the log again.
package protocol RegisterSource: AnyObject {
    /// Appends the whole record to `buffer`.
    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(FoldError)
}

/// Records out of a log.
package final class LogRegisterSource: RegisterSource {
    private let log: any EventLog
    private var cursor = LogCursor()

    package init(_ log: any EventLog) { self.log = log }

    package func record(
        at sequence: UInt64, into buffer: inout ByteBuffer
    ) throws(FoldError) {
        do throws(LogError) {
            guard try log.record(at: sequence, cursor: &cursor, into: &buffer) else {
                throw LogError.damaged(
                    LogDamage(
                        file: "the log", offset: 0, sequence: sequence,
                        problem: "a sequence that the register knows is not there"))
            }
        } catch {
            throw FoldError(error.description)
        }
    }
}
