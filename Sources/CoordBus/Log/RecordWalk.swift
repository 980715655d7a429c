internal import BusCore
internal import Bytes

/// Walks over a piece of a segment that was read into a buffer: checks every record, keeps those that are wanted,
/// moved together, and drops the markers between them.
struct RecordWalk {
    enum Outcome: Equatable {
        /// All is read, or all that was wanted.
        case done
        /// The next item is not whole; it takes this many bytes.
        case needs(Int)
        /// The item after `consumed` bytes is not what was written.
        case wrong(String)
    }

    let from: UInt64
    let upTo: UInt64
    let bytesMax: Int
    /// Where the piece begins in the buffer.
    let base: Int
    /// Bytes of the piece that need not be read again.
    private(set) var consumed = 0
    /// Bytes of records that now lie together at `base`.
    private(set) var kept = 0

    init(from: UInt64, upTo: UInt64, bytesMax: Int, base: Int) {
        self.from = from
        self.upTo = upTo
        self.bytesMax = bytesMax
        self.base = base
    }

    /// - Parameters:
    ///   - next: the sequence that the next record must have; moves on with the walk.
    ///   - isEnd: nothing comes after the piece, so an item that is not whole is wrong.
    mutating func run(_ buffer: inout ByteBuffer, next: inout UInt64, isEnd: Bool) -> Outcome {
        // Records waiting to be moved to the end of what is kept: one move a run, not one a record.
        var runStart = base
        var position = base
        let end = buffer.count
        var outcome = Outcome.done
        scan: while position < end, next <= upTo {
            let item: StoredItem
            switch StoredItem.read(buffer.bytes, at: position, expecting: next) {
            case .item(let found): item = found
            case .needs(let bytes):
                outcome = isEnd ? .wrong("it is cut off") : .needs(bytes)
                break scan
            case .wrong(let problem):
                outcome = .wrong(problem)
                break scan
            }
            let isWanted = item.isRecord && next >= from
            if isWanted {
                let bytes = kept + (position - runStart) + item.length
                if bytes > bytesMax && bytes > item.length { break scan }
            }
            if !isWanted {
                keep(&buffer, runStart..<position)
                runStart = position + item.extent
            }
            // A marker's zeros may reach past the piece: then the next piece begins behind them.
            position += item.extent
            if item.isRecord { next += 1 }
        }
        keep(&buffer, runStart..<position)
        consumed = position - base
        return outcome
    }

    private mutating func keep(_ buffer: inout ByteBuffer, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        buffer.move(range, to: base + kept)
        kept += range.count
    }
}
