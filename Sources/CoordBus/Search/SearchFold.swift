internal import BusCore
internal import Events
package import JSON
internal import Platform
internal import SQLite

/// Keeps the search index up with the log. The latest event of a thing, by its time, then the name of its agency, then its
/// sequence, gives the words; what it leaves unsaid (no title, no text) stays as it was. The narrowest label of all its events holds.
package final class SearchFold: Fold {
    package let name = "search"
    /// What is committed.
    package private(set) var appliedThrough: UInt64

    private let index: SearchIndex
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement
    private let relabel: SQLiteStatement
    private let addWords: SQLiteStatement
    private let dropWords: SQLiteStatement
    private let progress: SQLiteStatement
    private var isWriting = false
    private var applied: UInt64
    private var lastCommit: UInt64 = 0
    /// Commits cost as much as some hundred events.
    private static let commitPauseNanoseconds: UInt64 = 200_000_000

    package init(_ index: SearchIndex) throws(FoldError) {
        self.index = index
        appliedThrough = index.applied
        applied = index.applied
        let database = index.database
        do throws(SQLiteError) {
            find = try database.prepare(
                "SELECT id, time, titles, texts, facets, label, agency FROM documents"
                    + " WHERE kind = ? AND key = ? AND status = ?")
            insert = try database.prepare(
                "INSERT INTO documents (kind, key, agency, country, date, facets, titles, texts,"
                    + " sequence, first_sequence, time, label, status, type)"
                    + " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?9,?10,?11,?12,?13)")
            update = try database.prepare(
                "UPDATE documents SET agency = ?3, country = ?4, date = ?5, facets = ?6, titles = ?7,"
                    + " texts = ?8, sequence = ?9, time = ?10, label = ?11, type = ?13"
                    + " WHERE kind = ?1 AND key = ?2 AND status = ?12")
            relabel = try database.prepare(
                "UPDATE documents SET label = max(label, ?2), first_sequence = min(first_sequence, ?3)"
                    + " WHERE id = ?1")
            addWords = try database.prepare(
                "INSERT INTO words (rowid, title, text, facets) VALUES (?, ?, ?, ?)")
            dropWords = try database.prepare(
                "INSERT INTO words (words, rowid, title, text, facets) VALUES ('delete', ?, ?, ?, ?)"
            )
            progress = try database.prepare("UPDATE meta SET applied = ?")
        } catch {
            throw FoldError("\(index.path): \(error)")
        }
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        applied = record.sequence
        guard let found = SearchDocument(record, document) else { return }
        let stated = document.text("time", in: document.root).flatMap { Timestamp($0) }
        // Before 1970 is earliest.
        let time = Int64(clamping: stated?.nanoseconds ?? 0)
        do throws(SQLiteError) {
            if !isWriting {
                try index.database.execute("BEGIN IMMEDIATE")
                isWriting = true
            }
            try put(found, record, time: time)
        } catch {
            throw FoldError("\(index.path): \(error)")
        }
    }

    private func put(
        _ document: SearchDocument, _ record: RecordFacts, time: Int64
    ) throws(SQLiteError) {
        var new = Columns(
            titles: SearchDocument.packed(document.titles),
            texts: SearchDocument.packed(document.texts), facets: document.facets)
        try find.bind(1, document.kind)
        try find.bind(2, document.key)
        try find.bind(3, Int64(record.status.rawValue))
        guard try find.step() else {
            let label = Int64(record.classification.rawValue)
            try write(insert, document, record, time: time, new, label: label)
            try words(addWords, index.database.lastInsertedRow, new)
            return
        }
        let id = find.integer(at: 0)
        let old = Columns(
            titles: find.text(at: 2), texts: find.text(at: 3), facets: find.text(at: 4))
        let isLate = (time, document.agency) < (find.integer(at: 1), find.text(at: 6))
        let label = max(find.integer(at: 5), Int64(record.classification.rawValue))
        find.reset()
        guard !isLate else {
            try relabel.bind(1, id)
            try relabel.bind(2, label)
            try relabel.bind(3, Int64(record.sequence))
            try relabel.run()
            return
        }
        if new.titles.isEmpty { new.titles = old.titles }
        if new.texts.isEmpty { new.texts = old.texts }
        if old != new { try words(dropWords, id, old) }
        try write(update, document, record, time: time, new, label: label)
        if old != new { try words(addWords, id, new) }
    }

    /// What is indexed of a document.
    private struct Columns: Equatable {
        var titles: String
        var texts: String
        var facets: String
    }

    private func write(
        _ statement: SQLiteStatement, _ document: SearchDocument, _ record: RecordFacts,
        time: Int64, _ columns: Columns, label: Int64
    ) throws(SQLiteError) {
        try statement.bind(1, document.kind)
        try statement.bind(2, document.key)
        try statement.bind(3, document.agency)
        if let country = document.country {
            try statement.bind(4, country)
        } else {
            try statement.bindNull(4)
        }
        try statement.bind(5, document.date)
        try statement.bind(6, columns.facets)
        try statement.bind(7, columns.titles)
        try statement.bind(8, columns.texts)
        try statement.bind(9, Int64(record.sequence))
        try statement.bind(10, time)
        try statement.bind(11, label)
        try statement.bind(12, Int64(record.status.rawValue))
        try statement.bind(13, Int64(record.type))
        try statement.run()
    }

    private func words(
        _ statement: SQLiteStatement, _ id: Int64, _ columns: Columns
    ) throws(SQLiteError) {
        try statement.bind(1, id)
        try statement.bind(2, SearchText.prepared(Self.words(columns.titles)))
        try statement.bind(3, SearchText.prepared(Self.words(columns.texts)))
        try statement.bind(4, columns.facets)
        try statement.run()
    }

    /// The texts without the names of their languages.
    private static func words(_ packed: String) -> String {
        SearchDocument.unpacked(packed).map(\.text).joined(separator: "\n")
    }

    package func settle() throws(FoldError) { try commit() }

    package var hasUncommitted: Bool { applied > appliedThrough }

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
        guard applied > appliedThrough else { return }
        do throws(SQLiteError) {
            if !isWriting { try index.database.execute("BEGIN IMMEDIATE") }
            isWriting = false
            try progress.bind(1, Int64(applied))
            try progress.run()
            try index.database.execute("COMMIT")
        } catch {
            throw FoldError(
                "\(index.path): \(error)" + (error.isFull ? "; free space on that disk" : ""))
        }
        appliedThrough = applied
        lastCommit = monotonicNanoseconds()
    }
}
