internal import Synchronization

/// What the writer tells the readers: which segments there are and how far each may be read. Any thread.
final class SegmentCatalog: Sendable {
    private struct State {
        /// Ascending; the last is the one that is written to.
        var segments: [SegmentSummary] = []
        /// The sparse indexes that are not in a file yet, by first sequence.
        var positions: [UInt64: [LogPosition]] = [:]
    }

    private let state = Mutex(State())
    private let durable = Atomic<UInt64>(0)

    var lastDurable: UInt64 { durable.load(ordering: .acquiring) }
    var segments: [SegmentSummary] { state.withLock { $0.segments } }

    /// Fills the catalogue at open.
    func begin(sealed: [SegmentSummary], active: SegmentContent) {
        state.withLock { state in
            state.segments = sealed + [active.summary]
            state.positions = [active.summary.first: active.positions]
        }
        durable.store(active.summary.last, ordering: .releasing)
    }

    /// A batch is on disk: readers may see it.
    /// - Parameter positions: the new entries of the active segment's sparse index.
    func committed(_ active: SegmentSummary, positions: ArraySlice<LogPosition>) {
        state.withLock { state in
            precondition(state.segments.last?.first == active.first)
            state.segments[state.segments.count - 1] = active
            if !positions.isEmpty { state.positions[active.first, default: []] += positions }
        }
        durable.store(active.last, ordering: .releasing)
    }

    /// The writer went on to a new segment.
    func added(_ active: SegmentSummary) {
        state.withLock { state in
            precondition(state.segments.last?.isEmpty == false)
            state.segments.append(active)
            state.positions[active.first] = []
        }
    }

    /// A segment's index is in its file now.
    func indexed(_ first: UInt64) {
        state.withLock { state in
            guard state.segments.last?.first != first else { return }
            state.positions[first] = nil
        }
    }

    /// The segment that holds a durable sequence.
    func segment(holding sequence: UInt64) -> SegmentSummary? {
        state.withLock { state in
            let index = state.segments.partitionPoint { $0.first <= sequence }
            guard index > 0, state.segments[index - 1].last >= sequence else { return nil }
            return state.segments[index - 1]
        }
    }

    /// The segment with this first sequence, as it is now.
    func segment(first: UInt64) -> SegmentSummary? {
        state.withLock { state in
            if let last = state.segments.last, last.first == first { return last }
            let index = state.segments.partitionPoint { $0.first < first }
            guard index < state.segments.count, state.segments[index].first == first else {
                return nil
            }
            return state.segments[index]
        }
    }

    /// The sparse index of a segment when it is in memory.
    func positions(first: UInt64) -> [LogPosition]? { state.withLock { $0.positions[first] } }
}
