/// A record that was handed out and is not settled, or waits to be handed out again.
struct Pending: Equatable, Sendable {
    enum State: UInt8, Sendable {
        /// With a worker.
        case handed
        /// To be handed out again.
        case waiting
        /// Acknowledged or quarantined; stays until those before it are.
        case done
    }

    var sequence: UInt64
    /// Monotonic nanoseconds: when it is taken back from its worker, or before when it is not handed out again.
    var due: UInt64 = 0
    var bytes: UInt32
    /// The worker that has it, or had it last.
    var worker: UInt32
    /// How often it was handed out.
    var attempts: UInt16 = 1
    /// How often somebody failed with it: what quarantine counts.
    var failures: UInt8 = 0
    var state: State = .handed
}

/// The records of an inbox between its cursor and what it looked at last, in order of sequence: 32 bytes each, bounded by
/// whoever fills it.
struct PendingWindow: Sendable {
    private var items: [Pending] = []
    private var start = 0

    var count: Int { items.count - start }
    var isEmpty: Bool { count == 0 }
    var first: Pending? { isEmpty ? nil : items[start] }
    var last: Pending? { isEmpty ? nil : items[items.count - 1] }
    /// Positions for the subscript.
    var indices: Range<Int> { start..<items.count }

    subscript(index: Int) -> Pending {
        get { items[index] }
        set { items[index] = newValue }
    }

    mutating func append(_ pending: Pending) {
        precondition(last.map { $0.sequence < pending.sequence } ?? true)
        items.append(pending)
    }

    /// Where a sequence stands; nil when it is not here.
    func index(of sequence: UInt64) -> Int? {
        let index = lowerBound(sequence)
        return index < items.count && items[index].sequence == sequence ? index : nil
    }

    /// The first position with this sequence or a later one.
    func lowerBound(_ sequence: UInt64) -> Int {
        var low = start
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Lets go what is done at the front.
    /// - Returns: the sequence of the last that went; nil when none did.
    mutating func dropDone() -> UInt64? {
        var last: UInt64?
        while start < items.count, items[start].state == .done {
            last = items[start].sequence
            start += 1
        }
        if start == items.count {
            items.removeAll(keepingCapacity: items.capacity <= 256)
            start = 0
        } else if start > 64, start * 2 > items.count {
            items.removeFirst(start)
            start = 0
        }
        return last
    }
}
