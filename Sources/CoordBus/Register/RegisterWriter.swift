internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// What is known of an event when its rows are written.
struct RegisterEntry {
    let record: RecordFacts
    /// Nanoseconds since the Unix epoch.
    let time: Int64
    let places: EventPlaces
    /// Tape index of the case's identifier, 0 for none.
    let caseID: Int
}

/// Writes the row of one projection: an upsert that changes nothing when the row knows of a later event already.
final class RegisterWriter {
    let projection: RegisterProjection
    /// Stands for the table in the numbers of rows.
    private let tableNumber: UInt8
    private let statement: SQLiteStatement
    private var tree = ColumnTree()
    private let idPath: [StaticKey]
    private let fixed: [(parameter: Int, value: String)]
    private let timed: [Int]
    private let stateParameter: Int
    private let isEntity: Bool
    private let isByAgency: Bool
    private let headCount: Int

    init(
        _ projection: RegisterProjection, tableNumber: UInt8, statement: SQLiteStatement
    ) {
        self.projection = projection
        self.tableNumber = tableNumber
        self.statement = statement
        let table = projection.table
        let head = table.head.count
        headCount = head
        isEntity = projection.id != nil
        isByAgency = table.kind == .entity(byAgency: true)
        idPath = (projection.id ?? "").split(separator: ".").map { StaticKey(String($0)) }
        stateParameter = 1 + (table.head.firstIndex { $0.name == "state" } ?? 0)
        var fixed: [(Int, String)] = []
        var timed: [Int] = []
        for (place, column) in table.columns.enumerated() {
            let parameter = head + place + 1
            if let value = projection.fixed.first(where: { $0.column == column.name })?.value {
                fixed.append((parameter, value))
            } else if isEntity, place == 0 {
                continue  // the identifier
            } else if let path = column.path(in: projection) {
                if path == "@time" {
                    timed.append(parameter)
                } else {
                    tree.add(.init(parameter: parameter, form: column.form), at: path)
                }
            }
        }
        self.fixed = fixed
        self.timed = timed
    }

    /// One name of a path.
    struct StaticKey {
        let bytes: [UInt8]
        init(_ name: String) { bytes = Array(name.utf8) }
    }

    /// What the row is of that the event makes or changes; nil when it does not name one.
    func hash(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, _ scratch: inout ByteBuffer
    ) -> Int64? {
        guard let id = idPlace(entry, document) else { return nil }
        let record = entry.record
        return Self.hash(
            table: tableNumber, record.status, agency: isByAgency ? record.agency : nil,
            document.string(id), &scratch)
    }

    /// Tape index of the identifier.
    private func idPlace(_ entry: RegisterEntry, _ document: borrowing JSONDocument) -> Int? {
        if projection.id == "@case" { return entry.caseID == 0 ? nil : entry.caseID }
        var at = entry.places.data
        guard at != 0 else { return nil }
        for key in idPath {
            guard let next = Self.value(key, in: at, document) else { return nil }
            at = next
        }
        return document.kind(at) == .string ? at : nil
    }

    private static func value(
        _ key: StaticKey, in object: Int, _ document: borrowing JSONDocument
    ) -> Int? {
        guard document.kind(object) == .object else { return nil }
        var at = document.first(in: object)
        while !document.isEnd(at) {
            let name = key.bytes
            if document.string(at).equals(name.span) { return at + 1 }
            at = document.after(at + 1)
        }
        return nil
    }

    /// XXH3 of table, status, agency where it counts, and identifier. Among ten million things, two with the same hash would
    /// come once in 180,000 registers.
    static func hash(
        table: UInt8, _ status: EventStatus, agency: AgencyCode?, _ id: Span<UInt8>,
        _ scratch: inout ByteBuffer
    ) -> Int64 {
        scratch.removeAll()
        scratch.append(byte: table)
        scratch.append(byte: status.rawValue)
        if let agency {
            agency.append(to: &scratch)
            scratch.append(byte: 0)
        }
        scratch.append(id)
        return Int64(
            bitPattern: scratch.bytes.xxh3(seed: 0x7265_6769_7374_6572) & UInt64(Int64.max))
    }

    /// Writes the row.
    /// - Returns: false when the row knows of a later event, and nothing was changed.
    func write(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, entity: Int64,
        _ database: SQLiteConnection, _ scratch: inout ByteBuffer
    ) throws(SQLiteError) -> Bool {
        statement.clearBindings()
        try bindHead(entry, document, entity: entity)
        if entry.places.data != 0 {
            try tree.bind(document, entry.places.data, to: statement, &scratch)
        }
        for (parameter, value) in fixed { try statement.bind(parameter, value) }
        for parameter in timed { try statement.bind(parameter, entry.time) }
        try statement.run()
        return !isEntity || database.changes > 0
    }

    private func bindHead(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, entity: Int64
    ) throws(SQLiteError) {
        let record = entry.record
        let sequence = Int64(clamping: record.sequence)
        try statement.bind(1, isEntity ? entity : sequence)
        if entry.caseID != 0 { try statement.bind(2, utf8: document.string(entry.caseID)) }
        if record.country != .none { try statement.bind(3, record.country.description) }
        try statement.bind(4, Int64(record.status.rawValue))
        try statement.bind(5, Int64(record.classification.rawValue))
        guard isEntity else {
            try bind(6, record.agency)
            return try statement.bind(7, entry.time)
        }
        try statement.bind(6, Int64(record.classification.rawValue))
        try bind(7, record.agency)
        if let state = state(entry, document) { try statement.bind(stateParameter, state) }
        try statement.bind(9, entry.time)
        try statement.bind(10, sequence)
        try statement.bind(11, entry.time)
        try bind(12, record.agency)
        try statement.bind(13, sequence)
        if let id = idPlace(entry, document) {
            try statement.bind(headCount + 1, utf8: document.string(id))
        }
    }

    private func bind(_ parameter: Int, _ agency: AgencyCode) throws(SQLiteError) {
        try statement.bind(parameter, agency.description)
    }

    private func state(_ entry: RegisterEntry, _ document: borrowing JSONDocument) -> String? {
        let data = entry.places.data
        switch projection.state {
        case .unchanged: return nil
        case .becomes(let state): return state
        case .clarification:
            guard data != 0, document.value("answered", in: data) == nil else { return nil }
            return "clarifying"
        case .decision:
            guard data != 0, let outcome = document.text("outcome", in: data) else { return nil }
            if outcome == "declined" { return "decided-no" }
            let isHelp = document.text("stage", in: data) == "assist"
            return outcome == "approved" && isHelp ? "decided-yes" : nil
        }
    }
}

extension RegisterTable {
    /// The statement that writes a row.
    var upsert: String {
        let columns = allColumns
        let names = columns.map(\.name).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = "INSERT INTO \(name) (\(names)) VALUES (\(marks))"
        guard case .entity = kind else { return insert + " ON CONFLICT (sequence) DO NOTHING" }
        let kept: Set<String> = ["entity", "status", "agency", "first_time", "first_sequence"]
        let latest: Set<String> = ["time", "last_agency", "sequence"]
        let changes = columns.filter { $0.name != "entity" && $0.name != "status" }.map { column in
            let name = column.name
            if kept.contains(name) { return "\(name) = coalesce(\(name), excluded.\(name))" }
            if latest.contains(name) { return "\(name) = excluded.\(name)" }
            if name == "classification" { return "\(name) = max(\(name), excluded.\(name))" }
            if name == "widest" { return "\(name) = min(\(name), excluded.\(name))" }
            return "\(name) = coalesce(excluded.\(name), \(name))"
        }
        return insert + " ON CONFLICT (entity) DO UPDATE SET " + changes.joined(separator: ", ")
            + " WHERE (excluded.time, excluded.last_agency, excluded.sequence)"
            + " > (time, last_agency, sequence)"
    }
}
