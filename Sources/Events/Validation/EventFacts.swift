internal import Bytes

/// What the gate and the log need to know of an event that is well typed.
package struct EventFacts: Sendable, Equatable {
    /// Number of the type in the catalogue.
    package let type: UInt16
    /// `data.country`, or `.none`.
    package let country: CountryCode
    /// The agency in `source`.
    package let agency: AgencyCode
    package let classification: Classification
    package let status: EventStatus
    /// `time` in nanoseconds since the Unix epoch.
    package let time: Int64
    /// Of (`source`, `id`): XXH3 of `id` under the XXH3 of `source` under the log's seed.
    package let fingerprint: UInt64
    /// Of an activity and its agency, for events of the family `assistance`: who works where follows from it. Otherwise 0.
    package let activity: UInt64
    /// Of `correlationid`, the case; 0 = none.
    package let correlation: UInt64

    /// The fingerprint of a `correlationid`.
    package static func correlation(_ text: Span<UInt8>) -> UInt64 { max(1, text.xxh3(seed: 0)) }

    /// The record's flags: bits 0-2 classification, bits 3-4 status. Source: docs/protocol.md, "Record".
    package var flags: UInt8 { classification.rawValue | status.rawValue << 3 }
}
