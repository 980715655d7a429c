/// Two or more records were said to belong together by an event of its own: `link.secondary`, `link.joint`.
package struct Declaration: Sendable, Equatable {
    package enum Kind: Sendable { case secondary, joint }

    package var kind: Kind
    package var records: [RecordKey]
    /// Who said so.
    package var agency: String
    package var stamp: Stamp
    package var sequence: UInt64

    package init(
        kind: Kind, records: [RecordKey], agency: String, stamp: Stamp, sequence: UInt64
    ) {
        self.kind = kind
        self.records = records
        self.agency = agency
        self.stamp = stamp
        self.sequence = sequence
    }
}
