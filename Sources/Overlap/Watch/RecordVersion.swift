/// One event of an activity: what its agency says of it at one moment.
package struct RecordVersion: Sendable {
    package var key: RecordKey
    package var stamp: Stamp
    package var sequence: UInt64
    /// Which of the events it is: planned, started ...; number of its type.
    package var type: UInt16
    /// False when the activity will not take place.
    package var isLive: Bool
    /// How narrow the circle of its readers is; larger is narrower.
    package var secrecy: UInt8
    /// Tells contents apart: two versions with the same type and this number say the same.
    package var content: UInt64
    package var record: AssistanceRecord
    package var help: Help

    package init(
        key: RecordKey, stamp: Stamp, sequence: UInt64, type: UInt16, isLive: Bool, secrecy: UInt8,
        content: UInt64, record: AssistanceRecord, help: Help
    ) {
        self.key = key
        self.stamp = stamp
        self.sequence = sequence
        self.type = type
        self.isLive = isLive
        self.secrecy = secrecy
        self.content = content
        self.record = record
        self.help = help
    }
}

extension AssistanceRecord {
    /// Fills what a later version left unsaid: an event that only says "started" does not take back where and when.
    func completed(by older: AssistanceRecord) -> AssistanceRecord {
        var record = self
        func fill<Value: Collection>(_ field: WritableKeyPath<AssistanceRecord, Value>) {
            if record[keyPath: field].isEmpty {
                record[keyPath: field] = older[keyPath: field]
            }
        }
        fill(\.agencies)
        fill(\.title)
        fill(\.description)
        fill(\.countries)
        fill(\.start)
        fill(\.end)
        fill(\.sectors)
        fill(\.partners)
        fill(\.outputs)
        fill(\.identifiers)
        fill(\.pointsAt)
        fill(\.jointWith)
        fill(\.reportsOn)
        fill(\.places)
        fill(\.themes)
        fill(\.beneficiaries)
        record.event = record.event ?? older.event
        record.instrument = record.instrument ?? older.instrument
        if record.amount == nil {
            record.amount = older.amount
            record.currency = older.currency
        }
        return record
    }
}
