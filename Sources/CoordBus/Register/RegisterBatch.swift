internal import Events

/// What the next commit writes: one row for each event, and one change for each thing that events spoke of, however many did.
///
/// The fold fills it, the writer's thread writes it, and both use two of them in turn.
final class RegisterBatch: @unchecked Sendable {
    // @unchecked: changes owner by hand-off, never used by two threads at once.

    /// The moment of an event: later ones win, whatever order they travelled in.
    struct Moment {
        /// Nanoseconds since the Unix epoch.
        let time: Int64
        let agency: AgencyCode
        let sequence: UInt64

        static func < (a: Moment, b: Moment) -> Bool {
            guard a.time == b.time else { return a.time < b.time }
            guard a.agency == b.agency else { return a.agency.description < b.agency.description }
            return a.sequence < b.sequence
        }
    }

    /// A change of the row of one thing.
    struct Change {
        /// Of `RegisterSchema.tables`.
        let table: UInt8
        let entity: Int64
        /// What the row is of; see `RegisterProjector.hash`.
        let hash: Int64
        /// Was it never spoken of before this batch? Then there is no row yet.
        let isNew: Bool
        /// Place of the row's first cell.
        let start: Int
        /// Of the latest event in it; nil for a case that is only named.
        var latest: Moment?
        /// An event came that is earlier: the row is made anew from all its events.
        var isLate = false
    }

    /// A row of a table of events.
    struct Fact {
        let table: UInt8
        let start: Int
    }

    /// Columns of `events`.
    static let eventColumns = 13

    var rows = PackedRows()
    /// First cells of the rows of `events`, in the order of sequences.
    var events: [Int] = []
    var facts: [Fact] = []
    var changes: [Change] = []
    /// Place in `changes`, by the number of the row.
    private var places: [Int64: Int] = [:]
    /// Numbers given in this batch.
    var numbers: [(hash: Int64, entity: Int64)] = []
    var traces: [(entity: Int64, sequence: Int64)] = []
    /// The last sequence in it; 0 when it is empty.
    var through: UInt64 = 0

    var isEmpty: Bool { through == 0 }

    /// Bytes of memory it takes, roughly.
    var weight: Int { rows.weight + changes.count * 160 + traces.count * 16 }

    /// The change of a row, if there is one.
    func place(of entity: Int64) -> Int? { places[entity] }

    func add(_ change: Change) {
        places[change.entity] = changes.count
        changes.append(change)
    }

    func removeAll() {
        rows.removeAll()
        events.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        changes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        traces.removeAll(keepingCapacity: true)
        through = 0
    }
}
