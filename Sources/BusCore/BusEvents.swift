internal import Bytes
internal import Events

/// Events that the bus itself publishes; like all others they come in through the gate.
enum BusEvents {
    /// Somebody sent other content under an id that is taken.
    static func conflicted(
        agency: AgencyCode, identity: (source: String, id: String), sequence: UInt64,
        recordedDigest: String, refusedDigest: String, at time: UInt64
    ) -> Body {
        Body("")
    }
}
