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
    mutating func complete(by older: AssistanceRecord) {
        if agencies.isEmpty { agencies = older.agencies }
        if title.isEmpty { title = older.title }
        if description.isEmpty { description = older.description }
        if countries.isEmpty { countries = older.countries }
        if start.isEmpty { start = older.start }
        if end.isEmpty { end = older.end }
        if sectors.isEmpty { sectors = older.sectors }
        if partners.isEmpty { partners = older.partners }
        if outputs.isEmpty { outputs = older.outputs }
        if identifiers.isEmpty { identifiers = older.identifiers }
        if pointsAt.isEmpty { pointsAt = older.pointsAt }
        if jointWith.isEmpty { jointWith = older.jointWith }
        if reportsOn.isEmpty { reportsOn = older.reportsOn }
        if places.isEmpty { places = older.places }
        if themes.isEmpty { themes = older.themes }
        if beneficiaries.isEmpty { beneficiaries = older.beneficiaries }
        if event == nil { event = older.event }
        if instrument == nil { instrument = older.instrument }
        if amount == nil {
            amount = older.amount
            currency = older.currency
        }
    }
}
