internal import Reports
internal import SQLite

/// What reports need of every event of the log, side by side in memory: 20 bytes an event.
///
/// Looked for one by one in the file, the events of a whole report took most of its time.
struct KnownEvents {
    private var times: [Int64] = []
    private var types: [UInt16] = []
    private var labels: [UInt8] = []
    private var agencies: [UInt32] = []
    private var agencyNames: [String] = []
    private let typeNames: [String]

    /// Sequences have no gaps: the first event stands at place 0.
    init(_ database: SQLiteConnection, _ typeNames: [String]) throws(SQLiteError) {
        self.typeNames = typeNames
        var numbers: [String: UInt32] = [:]
        let rows = try database.prepare(
            "SELECT sequence, time, type, classification, agency FROM events ORDER BY sequence")
        while try rows.step() {
            let place = Int(rows.integer(at: 0)) - 1
            // A sequence that is not there, which the register's own checks would tell, is an event of no type.
            while times.count < place { append(time: 0, type: 0, label: 4, agency: 0) }
            let name = rows.text(at: 4)
            let agency = numbers[name] ?? UInt32(agencyNames.count)
            if agency == agencyNames.count {
                agencyNames.append(name)
                numbers[name] = agency
            }
            append(
                time: rows.integer(at: 1), type: UInt16(clamping: rows.integer(at: 2)),
                label: UInt8(clamping: rows.integer(at: 3)), agency: agency)
        }
    }

    private mutating func append(time: Int64, type: UInt16, label: UInt8, agency: UInt32) {
        times.append(time)
        types.append(type)
        labels.append(label)
        agencies.append(agency)
    }

    /// Events in the order in which the register takes them: by time, agency and sequence.
    /// - Parameter sequences: in order.
    func facts(_ sequences: [UInt64]) -> [EventFact] {
        var places = sequences.compactMap { sequence in
            sequence >= 1 && sequence <= times.count ? Int(sequence) - 1 : nil
        }
        if zip(places, places.dropFirst()).contains(where: { !isBefore($0, $1) }) {
            places.sort(by: isBefore)
        }
        return places.map(fact(at:))
    }

    /// One of them; nil when there is no such sequence.
    func fact(_ sequence: UInt64) -> EventFact? {
        sequence >= 1 && sequence <= times.count ? fact(at: Int(sequence) - 1) : nil
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        guard times[a] == times[b] else { return times[a] < times[b] }
        guard agencies[a] == agencies[b] else {
            return agencyNames[Int(agencies[a])] < agencyNames[Int(agencies[b])]
        }
        return a < b
    }

    private func fact(at place: Int) -> EventFact {
        let type = Int(types[place])
        return EventFact(
            UInt64(place + 1), type < typeNames.count ? typeNames[type] : "",
            time: times[place], agency: agencyNames[Int(agencies[place])],
            label: Int(labels[place]))
    }
}
