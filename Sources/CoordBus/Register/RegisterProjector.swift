internal import Bytes
internal import Events
internal import JSON

/// What is known of an event when its rows are written.
struct RegisterEntry {
    let record: RecordFacts
    /// Nanoseconds since the Unix epoch.
    let time: Int64
    let places: EventPlaces
    /// Tape index of the case's identifier, 0 for none.
    let caseID: Int

    init(_ record: RecordFacts, _ document: borrowing JSONDocument) {
        self.record = record
        places = EventPlaces(document)
        time = record.time(document, places)
        caseID = places.caseID(document)
    }

    var moment: RegisterBatch.Moment {
        RegisterBatch.Moment(time: time, agency: record.agency, sequence: record.sequence)
    }
}

/// One projection made ready: which row of which table an event is about, and which cells of it the event fills.
struct RegisterProjector: Sendable {
    let projection: RegisterProjection
    /// Of `RegisterSchema.tables`; stands for the table in the numbers of rows.
    let table: UInt8
    let isEntity: Bool
    /// Cells of a row: a column each, and for things three more for the batch's first moment.
    let cellCount: Int
    private let isByAgency: Bool
    private let headCount: Int
    private var tree = ColumnTree()
    private let idPath: [[UInt8]]
    private var fixed: [(column: Int, value: String)] = []
    private var timed: [Int] = []
    private let stateColumn: Int

    init(_ projection: RegisterProjection) {
        self.projection = projection
        let table = projection.table
        guard let number = RegisterSchema.tables.firstIndex(where: { $0.name == table.name }) else {
            preconditionFailure("no table \(table.name)")
        }
        self.table = UInt8(number)
        headCount = table.head.count
        isEntity = projection.id != nil
        cellCount = table.allColumns.count + (isEntity ? Head.firstMoment : 0)
        isByAgency = table.kind == .entity(byAgency: true)
        idPath = (projection.id ?? "").split(separator: ".").map { Array($0.utf8) }
        stateColumn = table.head.firstIndex { $0.name == "state" } ?? 0
        for (place, column) in table.columns.enumerated() {
            let cell = headCount + place
            if let value = projection.fixed.first(where: { $0.column == column.name })?.value {
                fixed.append((cell, value))
            } else if isEntity, place == 0 {
                continue  // the identifier
            } else if let path = column.path(in: projection) {
                if path == "@time" {
                    timed.append(cell)
                } else {
                    tree.add(.init(column: cell, form: column.form), at: path)
                }
            }
        }
    }

    /// Places of `RegisterColumn.entityHead`.
    enum Head {
        static let caseID = 1
        static let country = 2
        static let status = 3
        static let classification = 4
        static let widest = 5
        static let agency = 6
        static let firstTime = 8
        static let firstSequence = 9
        static let time = 10
        static let lastAgency = 11
        static let sequence = 12
        /// Time, agency and sequence of the batch's first event of the row: more cells behind the columns.
        static let firstMoment = 3
    }

    // MARK: Which row

    /// What the row is of that the event makes or changes; nil when it does not name one.
    func hash(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, _ scratch: inout ByteBuffer
    ) -> Int64? {
        guard let id = idPlace(entry, document) else { return nil }
        let record = entry.record
        return Self.hash(
            table: table, record.status, agency: isByAgency ? record.agency : nil,
            document.string(id), &scratch)
    }

    /// Tape index of the identifier.
    private func idPlace(_ entry: RegisterEntry, _ document: borrowing JSONDocument) -> Int? {
        if projection.id == "@case" { return entry.caseID == 0 ? nil : entry.caseID }
        var at = entry.places.data
        guard at != 0 else { return nil }
        for key in idPath {
            guard let next = Self.value(key.span, in: at, document) else { return nil }
            at = next
        }
        return document.kind(at) == .string ? at : nil
    }

    private static func value(
        _ key: Span<UInt8>, in object: Int, _ document: borrowing JSONDocument
    ) -> Int? {
        guard document.kind(object) == .object else { return nil }
        var at = document.first(in: object)
        while !document.isEnd(at) {
            if document.string(at).equals(key) { return at + 1 }
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

    // MARK: Which cells

    /// Adds the row of a table of events.
    func addFact(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, to batch: RegisterBatch
    ) {
        let start = batch.rows.add(columns: cellCount)
        batch.facts.append(.init(table: table, start: start))
        let record = entry.record
        batch.rows.set(Int64(clamping: record.sequence), at: start)
        if entry.caseID != 0 { batch.rows.set(document.string(entry.caseID), at: start + 1) }
        if record.country != .none { batch.rows.set(record.country, at: start + 2) }
        batch.rows.set(Int64(record.status.rawValue), at: start + 3)
        batch.rows.set(Int64(record.classification.rawValue), at: start + 4)
        batch.rows.set(record.agency, at: start + 5)
        batch.rows.set(entry.time, at: start + 6)
        fill(entry, document, start, &batch.rows)
    }

    /// Changes the row of a thing: what the event mentions is as it says, everything else stays.
    func change(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, entity: Int64, hash: Int64,
        isNew: Bool, in batch: RegisterBatch
    ) {
        let moment = entry.moment
        guard let place = batch.place(of: entity) else {
            let start = batch.rows.add(columns: cellCount)
            batch.add(
                .init(
                    table: table, entity: entity, hash: hash, isNew: isNew, start: start,
                    latest: moment))
            batch.rows.set(entity, at: start)
            overlay(entry, document, start, &batch.rows)
            return
        }
        guard !batch.changes[place].isLate else { return }
        if let latest = batch.changes[place].latest, moment < latest {
            batch.changes[place].isLate = true
            return
        }
        batch.changes[place].latest = moment
        overlay(entry, document, batch.changes[place].start, &batch.rows)
    }

    private func overlay(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, _ start: Int,
        _ rows: inout PackedRows
    ) {
        let record = entry.record
        if entry.caseID != 0 { rows.set(document.string(entry.caseID), at: start + Head.caseID) }
        if record.country != .none { rows.set(record.country, at: start + Head.country) }
        rows.set(Int64(record.status.rawValue), at: start + Head.status)
        let label = Int64(record.classification.rawValue)
        let (narrowest, widest) = (start + Head.classification, start + Head.widest)
        rows.set(max(rows.integer(at: narrowest), label), at: narrowest)
        rows.set(rows.isNull(at: widest) ? label : min(rows.integer(at: widest), label), at: widest)
        let sequence = Int64(clamping: record.sequence)
        if rows.isNull(at: start + Head.agency) {
            rows.set(record.agency, at: start + Head.agency)
            rows.set(entry.time, at: start + Head.firstTime)
            rows.set(sequence, at: start + Head.firstSequence)
            if let id = idPlace(entry, document) {
                rows.set(document.string(id), at: start + headCount)
            }
            let first = start + cellCount - Head.firstMoment
            rows.copy(start + Head.firstTime, to: first)
            rows.copy(start + Head.agency, to: first + 1)
            rows.copy(start + Head.firstSequence, to: first + 2)
        }
        if let state = state(entry, document) { rows.set(state, at: start + stateColumn) }
        rows.set(entry.time, at: start + Head.time)
        rows.set(record.agency, at: start + Head.lastAgency)
        rows.set(sequence, at: start + Head.sequence)
        fill(entry, document, start, &rows)
    }

    /// The table's own columns.
    private func fill(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument, _ start: Int,
        _ rows: inout PackedRows
    ) {
        if entry.places.data != 0 { tree.fill(document, entry.places.data, start, &rows) }
        for (column, value) in fixed { rows.set(value, at: column + start) }
        for column in timed { rows.set(entry.time, at: start + column) }
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

    /// By number of the event type.
    static let byType: [[RegisterProjector]] = {
        let last = EventCatalogue.all.map(\.number).max() ?? 0
        var projectors = [[RegisterProjector]](repeating: [], count: Int(last) + 1)
        for projection in RegisterProjection.all {
            guard let type = EventCatalogue.type(name: projection.type) else {
                preconditionFailure("\(projection.type) is folded, but nobody knows it")
            }
            projectors[Int(type.number)].append(RegisterProjector(projection))
        }
        return projectors
    }()
}
