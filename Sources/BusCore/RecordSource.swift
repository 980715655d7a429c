package import Bytes

/// Looks up durable records that are no longer in memory.
package protocol RecordSource: AnyObject {
    /// Appends the whole record to `buffer`.
    /// - Throws: `logDamaged` when it cannot be read as it was written.
    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(ProtocolError)
    /// Sequence of the first durable record recorded at or after `time` (nanoseconds since the Unix epoch), or
    /// the next sequence when there is none.
    func firstSequence(recordedAtOrAfter time: UInt64) throws(ProtocolError) -> UInt64
}
