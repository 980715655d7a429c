internal import BusCore
internal import Bytes
package import JSON

/// Feeds the watch from the log and publishes what it says. It lives in memory: after a start it reads the log again,
/// learns from the bus's own events what was told before, and tells only what is missing.
package final class OverlapFold: Fold {
    package let name = "overlap"
    package let appliedThrough: UInt64 = 0
    private let watch: Watch

    package init(_ watch: Watch) { self.watch = watch }

    /// A watch of its own, without a daemon.
    /// - Parameter folder: the rules, as `overlap.folder` names them.
    package convenience init(
        rules folder: String, calendar: String? = nil
    ) throws(ConfigurationError) {
        self.init(Watch(try OverlapRules(folder: folder, calendar: calendar), roll: .open))
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        watch.take(record, document, into: &derived)
    }

    package func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError) {
        watch.catchUp(into: &derived)
    }

    package func reads(_ record: RecordFacts) -> Bool { WatchedEvents.isWatched(record.type) }

    package func skip(
        _ record: RecordFacts, into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        watch.pass(record)
    }

    package func commit(through sequence: UInt64) throws(FoldError) {}
}
