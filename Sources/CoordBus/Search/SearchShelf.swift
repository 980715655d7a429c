internal import Platform
internal import Synchronization

/// Keeps a reader at hand for the next question, since opening takes as long as many an answer. Any thread may ask; two at
/// once get a reader each.
final class SearchShelf: Sendable {
    /// A file that was made anew is noticed after this time.
    private static let keptNanoseconds: UInt64 = 5_000_000_000

    /// A reader that nobody uses.
    private struct Kept: @unchecked Sendable {
        // @unchecked: taken out before it is used, so one thread has it at a time.
        let reader: SearchReader
        let opened: UInt64
    }

    private let path: String
    private let kept = Mutex<Kept?>(nil)

    init(_ path: String) { self.path = path }

    func answer(_ query: SearchQuery) throws(FoldError) -> SearchAnswer {
        let taken = kept.withLock { kept in
            defer { kept = nil }
            return kept
        }
        let now = monotonicNanoseconds()
        let mine: Kept
        if let taken, now < taken.opened + Self.keptNanoseconds {
            mine = taken
        } else {
            mine = Kept(reader: try SearchReader(path), opened: now)
        }
        let answer = try mine.reader.answer(query)
        kept.withLock { $0 = mine }
        return answer
    }
}
