package import BusCore
internal import Platform
internal import Synchronization

/// The inbox thread: writes the state of inboxes, one bundle of changes at a time, so that the bus never waits for that file.
///
/// What it cannot write it says once, and again when it works again; the bus goes on, and after a crash more is repeated.
package final class InboxThread: Sendable {
    private let orders = Handoff<[InboxSnapshot]?>(countMax: 4, bell: Bell())
    private let busy = Atomic<Bool>(false)
    private let say: @Sendable (LogLine) -> Void

    package init(say: @escaping @Sendable (LogLine) -> Void) { self.say = say }

    /// Does it still write the bundle before? Then changes gather.
    package var isBusy: Bool { busy.load(ordering: .acquiring) }

    package func give(_ snapshots: [InboxSnapshot]) {
        busy.store(true, ordering: .releasing)
        let taken = orders.offer(snapshots)
        precondition(taken, "the inbox thread was given more than one bundle")
    }

    /// Ends the thread when what was given is written.
    package func stop() { _ = orders.offer(nil) }

    /// The thread's body: runs until `stop`. The file is opened with the first bundle.
    package func run(_ open: () throws(InboxStoreError) -> InboxStore) {
        var store: InboxStore?
        var waiting: [[InboxSnapshot]?] = []
        // What could not be written goes with the next bundle.
        var unwritten: [InboxKey: InboxSnapshot] = [:]
        while true {
            orders.bell.wait()
            orders.drain(into: &waiting)
            for bundle in waiting {
                guard let bundle else { return }
                let hadFailed = !unwritten.isEmpty
                for snapshot in bundle { unwritten[snapshot.key] = snapshot }
                do throws(InboxStoreError) {
                    if store == nil { store = try open() }
                    try store?.save(Array(unwritten.values))
                    if hadFailed { say("the state of inboxes is written again") }
                    unwritten.removeAll(keepingCapacity: true)
                } catch {
                    if !hadFailed { say("the state of inboxes could not be written: \(error)") }
                }
                busy.store(false, ordering: .releasing)
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }
}
