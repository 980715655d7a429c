internal import BusCore
internal import Events
internal import JSON
internal import SQLite

/// Writes batches into the index, each in one transaction with the last sequence in it. What a batch says of one document is
/// put together first and written once.
final class SearchWriter {
    private let index: SearchIndex
    private let database: SQLiteConnection
    private let traffic: BusTraffic
    private let find: SQLiteStatement
    private let put: SQLiteStatement
    private let addWords: SQLiteStatement
    private let dropWords: SQLiteStatement
    private let addAgency: SQLiteStatement
    private let progress: SQLiteStatement
    private let cells: SearchBlockReader
    private let blocks: SearchBlockWriter
    private var parser = JSONParser(bytesMax: 1 << 20)
    private var agencies: [String: Int] = [:]
    private var nextID: Int64
    /// Documents written since all lists were one; as many as there are when nobody knows.
    private var loose: Int64
    private var isTidying = false
    /// Pages of the index that are written at a time when its lists are put together.
    private static let tidyPages = 1_000
    /// The documents of the batch.
    private var rows: [Key: Row] = [:]

    private struct Key: Hashable {
        let kind: String
        let key: String
        let status: EventStatus
    }

    /// A document as it is after the events of the batch so far.
    private struct Row {
        let id: Int64
        /// What the file has; nil when it is new.
        let stored: SearchWords?
        var words: SearchWords
        var agency: String
        var country: String?
        var date: String
        var sequence: UInt64
        let firstSequence: UInt64
        var time: Int64
        var label: UInt8
        var cell: SearchCell
    }

    /// Between batches: the pages of the file that are kept in memory go.
    func giveBackMemory() { database.giveBackMemory() }

    init(_ index: SearchIndex, _ traffic: BusTraffic) throws(SQLiteError) {
        self.index = index
        database = index.database
        self.traffic = traffic
        database.betweenSteps(traffic.giveWay)
        find = try database.prepare(
            "SELECT id, titles, texts, facets, agency, country, date, sequence, first_sequence, time, label"
                + " FROM documents WHERE kind = ? AND key = ? AND status = ?")
        put = try database.prepare(
            "INSERT INTO documents (id, kind, key, status, titles, texts, facets, agency, country, date,"
                + " sequence, first_sequence, time, label) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"
                + " ON CONFLICT (id) DO UPDATE SET titles = ?5, texts = ?6, facets = ?7, agency = ?8,"
                + " country = ?9, date = ?10, sequence = ?11, time = ?13, label = ?14")
        addWords = try database.prepare(
            "INSERT INTO words (rowid, title, text, facets) VALUES (?, ?, ?, ?)")
        dropWords = try database.prepare(
            "INSERT INTO words (words, rowid, title, text, facets) VALUES ('delete', ?, ?, ?, ?)")
        addAgency = try database.prepare("INSERT INTO agencies VALUES (?, ?)")
        progress = try database.prepare("UPDATE meta SET applied = ?")
        cells = try SearchBlockReader(database)
        blocks = try SearchBlockWriter(database)
        let known = try database.prepare("SELECT number, code FROM agencies")
        while try known.step() { agencies[known.text(at: 1)] = Int(known.integer(at: 0)) }
        let last = try database.prepare("SELECT max(id) FROM documents")
        nextID = try last.step() ? last.integer(at: 0) + 1 : 1
        last.reset()
        loose = nextID
    }

    /// Writes all of a batch or nothing.
    func write(_ batch: SearchBatch) throws(FoldError) {
        guard batch.through > 0 else { return try tidy(batch) }
        do throws(SQLiteError) {
            try database.execute("BEGIN IMMEDIATE")
        } catch {
            throw index.failed(error)
        }
        rows.removeAll(keepingCapacity: true)
        for entry in batch.entries {
            try take(entry, batch)
            traffic.giveWay()
        }
        do throws(SQLiteError) {
            cells.end()
            // Pages fill up as long as numbers grow, and FTS5 gathers documents in memory as long as its own do.
            let rows = rows.sorted { $0.value.id < $1.value.id }
            for (key, row) in rows { try write(row, key) }
            for (key, row) in rows.reversed() where key.status == .actual { try writeWords(row) }
            try blocks.flush()
            try progress.bind(1, Int64(clamping: batch.through))
            try progress.run()
            try database.execute("COMMIT")
        } catch {
            throw index.failed(error)
        }
        loose += Int64(rows.count)
        batch.isUntidy = isTidying || loose * Self.looseShare > nextID
    }

    /// Lists are worth putting together when one document in so many is in a new one.
    private static let looseShare: Int64 = 50

    /// Goes on putting lists together, which FTS5 does in steps.
    private func tidy(_ batch: SearchBatch) throws(FoldError) {
        do throws(SQLiteError) {
            let before = database.totalChanges
            // A negative number begins: all lists are to become one.
            let pages = isTidying ? Self.tidyPages : -Self.tidyPages
            try database.execute("INSERT INTO words (words, rank) VALUES ('merge', \(pages))")
            let hasMerged = database.totalChanges - before >= 2
            if !isTidying { loose = 0 }
            isTidying = hasMerged
            batch.isUntidy = hasMerged
        } catch {
            throw index.failed(error)
        }
    }

    private func take(_ entry: SearchBatch.Entry, _ batch: SearchBatch) throws(FoldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(batch.bytes, entry.range)
        } catch {
            throw FoldError("sequence \(entry.record.sequence) is not JSON: \(error)")
        }
        guard let found = SearchDocument(entry.record, document) else { return }
        let stated = document.text("time", in: document.root).flatMap { Timestamp($0) }
        // Before 1970 is earliest.
        let time = Int64(clamping: stated?.nanoseconds ?? 0)
        do throws(SQLiteError) {
            try merge(found, entry.record, time: time)
        } catch {
            throw index.failed(error)
        }
    }

    private func merge(
        _ document: SearchDocument, _ record: RecordFacts, time: Int64
    ) throws(SQLiteError) {
        let key = Key(kind: document.kind, key: document.key, status: record.status)
        var old = rows[key]
        if old == nil { old = try stored(key) }
        let label = max(old?.label ?? 0, record.classification.rawValue)
        if var row = old, (time, document.agency) < (row.time, row.agency) {
            // It came late: its label counts, and what it says is known better by now.
            row.label = label
            row.words.facets = SearchFacet.relabelled(row.words.facets, label)
            row.cell = row.cell.labelled(label)
            rows[key] = row
            return
        }
        var words = SearchWords(document, label: label)
        if let old { words.keep(old.words) }
        let cell = SearchCell(
            label: label, status: record.status, kind: document.kindNumber, year: document.year,
            type: record.type, country: record.country, agency: try number(of: document.agency),
            themes: document.themes, phases: document.phases)
        let id = old?.id ?? nextID
        if old == nil { nextID += 1 }
        rows[key] = Row(
            id: id, stored: old?.stored, words: words, agency: document.agency,
            country: document.country, date: document.date, sequence: record.sequence,
            firstSequence: old?.firstSequence ?? record.sequence, time: time, label: label,
            cell: cell)
    }

    private func stored(_ key: Key) throws(SQLiteError) -> Row? {
        try find.bind(1, key.kind)
        try find.bind(2, key.key)
        try find.bind(3, Int64(key.status.rawValue))
        guard try find.step() else { return nil }
        defer { find.reset() }
        let id = find.integer(at: 0)
        let words = SearchWords(
            titles: find.text(at: 1), texts: find.text(at: 2), facets: find.text(at: 3))
        return Row(
            id: id, stored: words, words: words, agency: find.text(at: 4),
            country: find.isNull(at: 5) ? nil : find.text(at: 5), date: find.text(at: 6),
            sequence: UInt64(clamping: find.integer(at: 7)),
            firstSequence: UInt64(clamping: find.integer(at: 8)), time: find.integer(at: 9),
            label: UInt8(clamping: find.integer(at: 10)),
            cell: try cells.cell(of: id) ?? SearchCell(facts: 0, codes: 0))
    }

    private func number(of agency: String) throws(SQLiteError) -> Int {
        if let known = agencies[agency] { return known }
        let number = agencies.count
        precondition(number < SearchCell.agenciesMax, "too many agencies for one index")
        try addAgency.bind(1, Int64(number))
        try addAgency.bind(2, agency)
        try addAgency.run()
        agencies[agency] = number
        return number
    }

    private func write(_ row: Row, _ key: Key) throws(SQLiteError) {
        try put.bind(1, row.id)
        try put.bind(2, key.kind)
        try put.bind(3, key.key)
        try put.bind(4, Int64(key.status.rawValue))
        try put.bind(5, row.words.titles)
        try put.bind(6, row.words.texts)
        try put.bind(7, row.words.facets)
        try put.bind(8, row.agency)
        if let country = row.country { try put.bind(9, country) } else { try put.bindNull(9) }
        try put.bind(10, row.date)
        try put.bind(11, Int64(clamping: row.sequence))
        try put.bind(12, Int64(clamping: row.firstSequence))
        try put.bind(13, row.time)
        try put.bind(14, Int64(row.label))
        try put.run()
        blocks.set(row.cell, of: row.id)
    }

    private func writeWords(_ row: Row) throws(SQLiteError) {
        guard row.stored != row.words else { return }
        if let old = row.stored { try write(old, row.id, dropWords) }
        try write(row.words, row.id, addWords)
    }

    private func write(
        _ words: SearchWords, _ id: Int64, _ statement: SQLiteStatement
    ) throws(SQLiteError) {
        try statement.bind(1, -id)
        try statement.bind(2, SearchText.prepared(SearchWords.plain(words.titles)))
        try statement.bind(3, SearchText.prepared(SearchWords.plain(words.texts)))
        try statement.bind(4, words.facets)
        try statement.run()
    }
}

/// What is indexed of a document, as stored.
struct SearchWords: Equatable {
    var titles: String
    var texts: String
    var facets: String

    init(titles: String, texts: String, facets: String) {
        self.titles = titles
        self.texts = texts
        self.facets = facets
    }

    init(_ document: SearchDocument, label: UInt8) {
        titles = SearchDocument.packed(document.titles)
        texts = SearchDocument.packed(document.texts)
        facets = document.facets(label: label)
    }

    /// What is left unsaid stays as it was.
    mutating func keep(_ old: SearchWords) {
        if titles.isEmpty { titles = old.titles }
        if texts.isEmpty { texts = old.texts }
    }

    /// The texts without the names of their languages.
    static func plain(_ packed: String) -> String {
        SearchDocument.unpacked(packed).map(\.text).joined(separator: "\n")
    }
}
