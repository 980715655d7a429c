/// Where a record begins in its segment: an entry of the sparse index.
package struct LogPosition: Equatable, Sendable {
    package let sequence: UInt64
    /// In bytes from the segment file's begin.
    package let offset: Int
    /// When the record was recorded, nanoseconds since the Unix epoch.
    package let recorded: UInt64
}

extension [LogPosition] {
    /// The last entry at or before a sequence.
    func last(notAfter sequence: UInt64) -> LogPosition? {
        let index = partitionPoint { $0.sequence <= sequence }
        return index == 0 ? nil : self[index - 1]
    }

    /// The last entry recorded before a time.
    func last(recordedBefore time: UInt64) -> LogPosition? {
        let index = partitionPoint { $0.recorded < time }
        return index == 0 ? nil : self[index - 1]
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element does not satisfy `belongs`, when all that do come first.
    func partitionPoint(_ belongs: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if belongs(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
