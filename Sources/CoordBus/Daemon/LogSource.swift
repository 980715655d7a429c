internal import BusCore
internal import Bytes

/// The bus's view of what it no longer has in memory; used on the bus thread, for events whose id was seen before and
/// for subscriptions by time.
final class LogSource: RecordSource {
    private let log: any EventLog
    private var cursor = LogCursor()

    init(_ log: any EventLog) { self.log = log }

    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(ProtocolError) {
        do throws(LogError) {
            guard try log.record(at: sequence, cursor: &cursor, into: &buffer) else {
                throw LogError.damaged(
                    LogDamage(
                        file: "the log", offset: 0, sequence: sequence,
                        problem: "a sequence that an id points to is not there"))
            }
        } catch {
            throw ProtocolError(.logDamaged, error.description)
        }
    }

    func firstSequence(recordedAtOrAfter time: UInt64) throws(ProtocolError) -> UInt64 {
        do throws(LogError) {
            return try log.firstSequence(recordedAtOrAfter: time)
        } catch {
            throw ProtocolError(.logDamaged, error.description)
        }
    }
}
