internal import Events
internal import JSON
package import Reports
package import SQLite

/// Reads a register into the facts that reports are counted from: rows of the real world only, each with its events.
///
/// Everything is read in one transaction, so that all of it stands for the same sequence.
package struct FactReader: ~Copyable {
    let database: SQLiteConnection
    /// SQL behind `WHERE t.status = 0`, with `?` for each of `arguments`.
    let condition: String
    let arguments: [String]
    var lists = JSONParser(bytesMax: 1 << 20)
    private let typeNames: [String]
    /// Every event, for whole reports; nil where only few are asked for.
    private var known: KnownEvents?

    /// - Parameter register: a connection to a register that this reader has to itself while it reads.
    package init(_ register: SQLiteConnection) throws(FoldError) {
        try self.init(register, condition: "", [])
    }

    /// Only what happened in one country.
    package init(_ register: SQLiteConnection, country: String) throws(FoldError) {
        try self.init(register, condition: " AND t.country = ?", [country])
    }

    /// Only what belongs to one case.
    package init(_ register: SQLiteConnection, caseID: String) throws(FoldError) {
        try self.init(register, condition: " AND t.case_id = ?", [caseID])
    }

    private init(
        _ register: SQLiteConnection, condition: String, _ arguments: [String]
    ) throws(FoldError) {
        self.condition = condition
        self.arguments = arguments
        database = register
        do throws(SQLiteError) {
            typeNames = try Self.typeNames(register)
        } catch {
            throw FoldError("\(register.path): \(error)")
        }
    }

    private static func typeNames(_ database: SQLiteConnection) throws(SQLiteError) -> [String] {
        var names: [String] = []
        let statement = try database.prepare("SELECT number, name FROM event_types")
        while try statement.step() {
            let number = Int(statement.integer(at: 0))
            while names.count <= number { names.append("") }
            // The catalogue's own text, where it is one, need not be counted by each of a million events.
            let name = statement.text(at: 1)
            let own = UInt16(exactly: number).flatMap { EventCatalogue.type(number: $0) }?.name
            names[number] = own == name ? own ?? name : name
        }
        return names
    }

    package mutating func read() throws(FoldError) -> Facts {
        do throws(SQLiteError) {
            // KiB. A whole report reads most of the file, parts of it several times.
            try database.execute("PRAGMA cache_size=-65536")
            try database.execute("BEGIN")
            let facts = try readAll()
            try database.execute("COMMIT")
            return facts
        } catch {
            // The connection goes with the error; nothing was written.
            throw FoldError("\(database.path): \(error)")
        }
    }

    /// The day of the latest event in the register, `YYYY-MM-DD`: what "until now" means without a clock.
    package func lastDay() throws(FoldError) -> String {
        do throws(SQLiteError) {
            let statement = try database.prepare("SELECT max(time) FROM events WHERE status = 0")
            defer { statement.reset() }
            guard try statement.step() else { return "1970-01-01" }
            return CivilDay(nanoseconds: statement.integer(at: 0)).description
        } catch {
            throw FoldError("\(database.path): \(error)")
        }
    }

    /// How many cases of the real world there are.
    package func caseCount() throws(FoldError) -> Int {
        do throws(SQLiteError) {
            let statement = try database.prepare("SELECT count(*) FROM cases WHERE status = 0")
            defer { statement.reset() }
            return try statement.step() ? Int(statement.integer(at: 0)) : 0
        } catch {
            throw FoldError("\(database.path): \(error)")
        }
    }

    private mutating func readAll() throws(SQLiteError) -> Facts {
        var facts = Facts()
        let progress = try database.prepare("SELECT applied FROM progress")
        if try progress.step() { facts.through = UInt64(clamping: progress.integer(at: 0)) }
        progress.reset()
        if condition.isEmpty { known = try KnownEvents(database, typeNames) }
        try readCases(into: &facts)
        try readHelp(into: &facts)
        try readLedger(into: &facts)
        try readFindings(into: &facts)
        if !condition.isEmpty { facts.history = try history() }
        return facts
    }

    /// Every event of the case or country, in the order of time.
    private func history() throws(SQLiteError) -> [HistoryFact] {
        let rows = try bound(
            "SELECT t.sequence, t.type, t.time, t.agency, t.classification, t.subject FROM events t"
                + " WHERE t.status = 0\(condition) ORDER BY t.time, t.agency, t.sequence")
        var history: [HistoryFact] = []
        while try rows.step() {
            history.append(HistoryFact(event: fact(rows), subject: rows.optional(5)))
        }
        return history
    }

    // What all tables have in common.

    /// Rows of a table of things, in the order of their identifier.
    func rows(_ table: String, _ columns: String, order: String) throws(SQLiteError) -> Rows {
        try bound(
            "SELECT t.entity, \(columns) FROM \(table) t WHERE t.status = 0\(condition)"
                + " ORDER BY \(order), t.entity")
    }

    /// Rows of a table of events, with what every event has first: see `Rows.fact`.
    func facts(_ table: String, _ columns: String) throws(SQLiteError) -> Rows {
        // By the sequence of the table: by that of `events`, SQLite goes through every event for a handful of rows.
        if known != nil {
            return try bound(
                "SELECT t.sequence, NULL, NULL, NULL, NULL, \(columns) FROM \(table) t"
                    + " WHERE t.status = 0 ORDER BY t.sequence")
        }
        return try bound(
            "SELECT e.sequence, e.type, e.time, e.agency, e.classification, \(columns) FROM \(table) t"
                + " CROSS JOIN events e ON e.sequence = t.sequence WHERE t.status = 0\(condition)"
                + " ORDER BY t.sequence")
    }

    /// Events by the row that they made, in the order in which the register takes them.
    func events(_ table: String) throws(SQLiteError) -> [Int64: [EventFact]] {
        if known != nil { return try eventsOfAll(table) }
        let rows = try bound(
            "SELECT e.sequence, e.type, e.time, e.agency, e.classification, t.entity FROM \(table) t"
                + " JOIN traces x ON x.entity = t.entity JOIN events e ON e.sequence = x.sequence"
                + " WHERE t.status = 0\(condition) ORDER BY t.entity, e.time, e.agency, e.sequence")
        var events: [Int64: [EventFact]] = [:]
        while try rows.step() {
            events[rows.statement.integer(at: 5), default: []].append(fact(rows))
        }
        return events
    }

    /// The same without a look for each event.
    private func eventsOfAll(_ table: String) throws(SQLiteError) -> [Int64: [EventFact]] {
        let rows = try database.prepare(
            "SELECT t.entity, x.sequence FROM \(table) t JOIN traces x ON x.entity = t.entity"
                + " WHERE t.status = 0 ORDER BY t.entity, x.sequence")
        var events: [Int64: [EventFact]] = [:]
        var sequences: [UInt64] = []
        var entity: Int64 = 0
        while try rows.step() {
            if rows.integer(at: 0) != entity {
                if !sequences.isEmpty { events[entity] = known?.facts(sequences) }
                sequences.removeAll(keepingCapacity: true)
                entity = rows.integer(at: 0)
            }
            sequences.append(UInt64(clamping: rows.integer(at: 1)))
        }
        if !sequences.isEmpty { events[entity] = known?.facts(sequences) }
        return events
    }

    func bound(_ sql: String) throws(SQLiteError) -> Rows {
        let statement = try database.prepare(sql)
        for (index, argument) in arguments.enumerated() { try statement.bind(index + 1, argument) }
        return Rows(statement: statement)
    }

    /// The event of a row of `facts`.
    func fact(_ rows: Rows) -> EventFact {
        let statement = rows.statement
        if let event = known?.fact(UInt64(clamping: statement.integer(at: 0))) { return event }
        let type = Int(statement.integer(at: 1))
        return EventFact(
            UInt64(clamping: statement.integer(at: 0)),
            type < typeNames.count ? typeNames[type] : "",
            time: statement.integer(at: 2), agency: statement.text(at: 3),
            label: Int(statement.integer(at: 4)))
    }

    /// Texts of a JSON list; empty for null.
    mutating func list(_ rows: Rows, _ column: Int) -> [String] {
        guard !rows.statement.isNull(at: column) else { return [] }
        // What is no list is none: the fold wrote what the gate had found to be one.
        guard let document = try? lists.parse(rows.statement.bytes(at: column)) else { return [] }
        var texts: [String] = []
        guard document.kind(document.root) == .array else { return [] }
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            if document.kind(at) == .string { texts.append(document.text(at)) }
            at = document.after(at)
        }
        return texts
    }

    /// Texts by language of a JSON object; empty for null.
    mutating func languages(_ rows: Rows, _ column: Int) -> [String: String] {
        guard !rows.statement.isNull(at: column) else { return [:] }
        guard let document = try? lists.parse(rows.statement.bytes(at: column)) else { return [:] }
        var texts: [String: String] = [:]
        guard document.kind(document.root) == .object else { return [:] }
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            if document.kind(at + 1) == .string { texts[document.text(at)] = document.text(at + 1) }
            at = document.after(at + 1)
        }
        return texts
    }

    /// `agency` and `activity` of the objects in a JSON list.
    mutating func parties(_ rows: Rows, _ column: Int) -> [PartyFact] {
        guard !rows.statement.isNull(at: column) else { return [] }
        guard let document = try? lists.parse(rows.statement.bytes(at: column)) else { return [] }
        var parties: [PartyFact] = []
        func add(_ at: Int, _ document: borrowing JSONDocument) {
            guard let agency = document.text("agency", in: at),
                let activity = document.text("activity", in: at)
            else { return }
            parties.append(PartyFact(agency: agency, activity: activity))
        }
        guard document.kind(document.root) == .array else {
            add(document.root, document)
            return parties
        }
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            add(at, document)
            at = document.after(at)
        }
        return parties
    }
}

/// The rows of one statement.
struct Rows {
    let statement: SQLiteStatement

    func step() throws(SQLiteError) -> Bool { try statement.step() }
    var entity: Int64 { statement.integer(at: 0) }
    func text(_ column: Int) -> String { statement.text(at: column) }

    func optional(_ column: Int) -> String? {
        statement.isNull(at: column) ? nil : statement.text(at: column)
    }

    func integer(_ column: Int) -> Int? {
        statement.isNull(at: column) ? nil : Int(statement.integer(at: column))
    }

    /// The day of a time column; nil for null.
    func day(_ column: Int) -> String? {
        statement.isNull(at: column)
            ? nil : CivilDay(nanoseconds: statement.integer(at: column)).description
    }

    /// Hundredths and currency in two columns.
    func amount(_ hundredths: Int, _ currency: Int) -> Amount? {
        guard let currency = optional(currency), !statement.isNull(at: hundredths) else {
            return nil
        }
        return Amount(hundredths: statement.integer(at: hundredths), currency: currency)
    }
}
