internal import BusCore
internal import Synchronization

/// What receipts said of each event, for ever: the simple model that coordd is held against.
///
/// Events are known by stream and number. Two publishers may send the same stream; they must be told the same.
final class Ledger: Sendable {
    private struct State {
        /// By stream and number: its sequence, 0 while it has no receipt.
        var sequences: [[UInt64]]
        /// By stream: the events that a receipt called recorded, and not recorded before.
        var recorded: [Set<Int>]
        var receipts: UInt64 = 0
        var repeated: UInt64 = 0
        var last: UInt64 = 0
        var isStopping = false
    }

    private let state: Mutex<State>
    private let faults: Faults

    init(streams: Int, faults: Faults) {
        state = Mutex(
            State(
                sequences: Array(repeating: [], count: streams),
                recorded: Array(repeating: [], count: streams)))
        self.faults = faults
    }

    /// Takes the receipt of one event.
    func note(stream: Int, number: Int, sequence: UInt64, run: ReceiptRun) {
        let problem: String? = state.withLock { state in
            state.receipts += 1
            guard !run.isRefusal else { return "refused with \(run.code): \(run.text)" }
            while state.sequences[stream].count <= number { state.sequences[stream].append(0) }
            let before = state.sequences[stream][number]
            state.sequences[stream][number] = sequence
            state.last = max(state.last, sequence)
            if run.code == ReceiptRun.recordedBefore { state.repeated += 1 }
            if before != 0, before != sequence {
                return "first receipted at \(before), now at \(sequence)"
            }
            guard run.code == ReceiptRun.recorded else { return nil }
            return state.recorded[stream].insert(number).inserted ? nil : "recorded twice"
        }
        if let problem { faults.note("event \(number) of stream \(stream): \(problem)") }
    }

    /// Highest sequence that any receipt named.
    var last: UInt64 { state.withLock { $0.last } }
    var receipts: UInt64 { state.withLock { $0.receipts } }
    /// Receipts for what was recorded before: sent again after a kill, or on purpose.
    var repeated: UInt64 { state.withLock { $0.repeated } }
    var events: Int { state.withLock { $0.sequences.reduce(0) { $0 + $1.count } } }
    /// A copy, by stream and number.
    var sequences: [[UInt64]] { state.withLock { $0.sequences } }

    /// Publishers end when this is set.
    var isStopping: Bool { state.withLock { $0.isStopping } }
    func stop() { state.withLock { $0.isStopping = true } }
}
