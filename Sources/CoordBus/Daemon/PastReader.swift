package import BusCore
internal import Bytes
package import Platform
internal import Synchronization

/// The past thread: reads the log once after a start, out of everybody's way, for what the bus has to know of it, and ends.
package final class PastReader: Sendable {
    private static let chunkBytes = 256 << 10

    /// What it found, once.
    package let finished: Handoff<BusPast>
    private let isStopping = Atomic<Bool>(false)

    /// - Parameter bell: rung when it is done.
    package init(bell: Bell) { finished = Handoff(countMax: 1, bell: bell) }

    /// Asks the thread to end; it does within one chunk of records.
    package func stop() { isStopping.store(true, ordering: .relaxed) }

    /// The thread's body. What is recorded from now on the bus learns by itself.
    package func run(_ log: any EventLog, say: @Sendable (LogLine) -> Void) {
        let last = log.lastDurable
        var past = BusPast()
        var reader = EventReader()
        var cursor = LogCursor()
        var chunk = ByteBuffer(capacity: last > 0 ? Self.chunkBytes : 0)
        do throws(LogError) {
            while past.through < last, !isStopping.load(ordering: .relaxed) {
                chunk.removeAll()
                guard
                    try log.read(
                        from: past.through + 1, upTo: last, bytesMax: Self.chunkBytes,
                        cursor: &cursor, into: &chunk) != nil
                else { break }
                past.apply(chunk.bytes, &reader)
            }
        } catch {
            say(
                LogLine(
                    .logDamaged,
                    "who was online before is not known in full: \(error)",
                    sequence: past.through + 1))
        }
        let taken = finished.offer(past)
        precondition(taken, "the past is handed over once")
    }
}
