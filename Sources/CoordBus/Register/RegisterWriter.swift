internal import BusCore
internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// Writes batches into the register's file, each in one transaction with the last sequence in it: a crash costs nothing.
final class RegisterWriter {
    private let file: RegisterFile
    private let database: SQLiteConnection
    private let source: any RegisterSource
    /// By table.
    private let tables: [RegisterStatements]
    private let event: SQLiteStatement
    private let trace: SQLiteStatement
    private let number: SQLiteStatement
    private let progress: SQLiteStatement
    private let history: SQLiteStatement
    private var parser = JSONParser(bytesMax: 1 << 20)
    private var record = ByteBuffer()
    private var scratch = ByteBuffer(capacity: 256)
    /// Of one row that is made anew.
    private let anew = RegisterBatch()

    init(
        _ file: RegisterFile, source: any RegisterSource, traffic: BusTraffic
    ) throws(SQLiteError) {
        self.file = file
        self.source = source
        database = file.database
        database.betweenSteps(traffic.giveWay)
        var tables: [RegisterStatements] = []
        for table in RegisterSchema.tables {
            tables.append(try RegisterStatements(table, file.database))
        }
        self.tables = tables
        let marks = (1...RegisterBatch.eventColumns).map { "?\($0)" }.joined(separator: ",")
        event = try database.prepare(
            "INSERT INTO events VALUES (\(marks)) ON CONFLICT (sequence) DO NOTHING")
        trace = try database.prepare("INSERT OR IGNORE INTO traces VALUES (?,?)")
        number = try database.prepare("INSERT INTO entities VALUES (?,?)")
        progress = try database.prepare("UPDATE progress SET applied = ?")
        history = try database.prepare(
            "SELECT t.sequence FROM traces t JOIN events e ON e.sequence = t.sequence"
                + " WHERE t.entity = ? ORDER BY e.time, e.agency, e.sequence")
    }

    /// Between batches: the pages of the file that are kept in memory go.
    func giveBackMemory() { database.giveBackMemory() }

    /// Writes all of a batch or nothing.
    func write(_ batch: RegisterBatch) throws(FoldError) {
        do throws(SQLiteError) {
            try database.execute("BEGIN IMMEDIATE")
            try writeRows(of: batch)
        } catch {
            throw file.failed(error)
        }
        for change in batch.changes where change.isLate { try makeAnew(change) }
        do throws(SQLiteError) {
            try progress.bind(1, Int64(clamping: batch.through))
            try progress.run()
            try database.execute("COMMIT")
        } catch {
            throw file.failed(error)
        }
    }

    private func writeRows(of batch: RegisterBatch) throws(SQLiteError) {
        for start in batch.events {
            try batch.rows.run(event, start, RegisterBatch.eventColumns)
        }
        for fact in batch.facts {
            let table = tables[Int(fact.table)]
            try batch.rows.run(table.insert, fact.start, table.columnCount)
        }
        // In the order of their keys: neighbours lie on the same pages.
        batch.numbers.sort { $0.hash < $1.hash }
        for (hash, entity) in batch.numbers {
            try number.bind(1, hash)
            try number.bind(2, entity)
            try number.run()
        }
        batch.traces.sort { $0 < $1 }
        for (entity, sequence) in batch.traces {
            try trace.bind(1, entity)
            try trace.bind(2, sequence)
            try trace.run()
        }
        let order = batch.changes.indices.sorted {
            let (a, b) = (batch.changes[$0], batch.changes[$1])
            return (a.table, a.entity) < (b.table, b.entity)
        }
        for place in order where !batch.changes[place].isLate {
            if try !write(batch.changes[place], batch) { batch.changes[place].isLate = true }
        }
    }

    /// - Returns: false when the row knows of a later event, and nothing was changed.
    private func write(_ change: RegisterBatch.Change, _ batch: RegisterBatch) throws(SQLiteError)
        -> Bool
    {
        let table = tables[Int(change.table)]
        guard !change.isNew, let update = table.update else {
            try batch.rows.run(table.insert, change.start, table.columnCount)
            return true
        }
        // A case that is only named has a row already, and nothing to say.
        guard change.latest != nil else { return true }
        let count = table.columnCount + RegisterProjector.Head.firstMoment
        try batch.rows.run(update, change.start, count)
        guard database.changes > 0 else { return false }
        if let indexed = table.indexed {
            try batch.rows.run(indexed, change.start, RegisterProjector.Head.country + 1)
        }
        return true
    }

    /// Makes a row that an event came late for, from all its events in their order.
    private func makeAnew(_ change: RegisterBatch.Change) throws(FoldError) {
        anew.removeAll()
        for sequence in try sequencesInOrder(of: change.entity) {
            try apply(sequence, to: change)
        }
        guard let made = anew.changes.first, let remove = tables[Int(change.table)].remove else {
            return
        }
        do throws(SQLiteError) {
            try remove.bind(1, change.entity)
            try remove.run()
            let table = tables[Int(change.table)]
            try anew.rows.run(table.insert, made.start, table.columnCount)
        } catch {
            throw file.failed(error)
        }
    }

    private func sequencesInOrder(of entity: Int64) throws(FoldError) -> [UInt64] {
        do throws(SQLiteError) {
            try history.bind(1, entity)
            var sequences: [UInt64] = []
            while try history.step() { sequences.append(UInt64(history.integer(at: 0))) }
            return sequences
        } catch {
            throw file.failed(error)
        }
    }

    private func apply(
        _ sequence: UInt64, to change: RegisterBatch.Change
    ) throws(FoldError) {
        record.removeAll()
        try source.record(at: sequence, into: &record)
        guard let head = RecordHead(record.bytes), let facts = RecordFacts(record.bytes, at: 0)
        else { throw FoldError("sequence \(sequence) has no head that makes sense") }
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(record, head.eventOffset..<head.length)
        } catch {
            throw FoldError("sequence \(sequence) is not JSON: \(error)")
        }
        let entry = RegisterEntry(facts, document)
        for projector in RegisterProjector.byType[Int(facts.type)]
        where projector.table == change.table && projector.isEntity {
            guard projector.hash(entry, document, &scratch) == change.hash else { continue }
            projector.change(
                entry, document, entity: change.entity, hash: change.hash, isNew: true, in: anew)
        }
    }
}
