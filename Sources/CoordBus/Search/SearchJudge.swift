internal import SQLite

/// How many documents are looked at before another way is taken.
package struct SearchPatience: Sendable {
    /// After so many it is judged whether filters and rights leave few.
    let probe: Int
    /// More than so many would have to be looked at one by one: the index is asked for filters and rights too.
    let lookedAtMax: Int

    package init(probe: Int = 4_096, lookedAtMax: Int = 30_000) {
        self.probe = probe
        self.lookedAtMax = lookedAtMax
    }
}

/// Says of each document that holds the words whether it is among what the reader asked for and may see. It watches how that
/// is going, and stops the statement where another way is faster.
final class SearchJudge {
    /// Why the statement was stopped.
    enum Stop {
        /// Filters or rights leave few of very many.
        case needsIndex
        /// A reader of some topics only has been looked through for long enough.
        case isCut
        case failed(SQLiteError)
    }

    private let patience: SearchPatience
    private let blocks: SearchBlockReader
    private var sieve: SearchSieve?
    private(set) var newest: Int64 = 0
    private var mayNeedIndex = false

    private(set) var stop: Stop?
    /// Filters leave out most of what was looked at.
    var fewMatch: Bool { matching * 4 < looked }
    /// Rights leave out most of what filters let through.
    var fewAllowed: Bool { passed * 4 < matching }
    private var looked = 0
    private var matching = 0
    private var open = 0
    private var passed = 0

    init(_ blocks: SearchBlockReader, _ patience: SearchPatience) {
        self.blocks = blocks
        self.patience = patience
    }

    /// A question begins.
    func begin(_ sieve: SearchSieve, newest: Int64) {
        self.sieve = sieve
        self.newest = newest
    }

    /// A statement begins.
    /// - Parameter mayNeedIndex: filters or rights are left that the index could sort out.
    func start(mayNeedIndex: Bool) {
        self.mayNeedIndex = mayNeedIndex
        (looked, matching, open, passed) = (0, 0, 0, 0)
        stop = nil
    }

    func end() {
        blocks.end()
        sieve = nil
    }

    func verdict(on document: Int64) -> SQLiteVerdict {
        guard let sieve else { return .stop }
        looked += 1
        if looked == patience.probe, mayNeedIndex, isFarFromEnough(at: document) {
            return stop(.needsIndex)
        }
        let cell: SearchCell
        do throws(SQLiteError) {
            guard let found = try blocks.cell(of: document) else { return .leave }
            cell = found
        } catch {
            return stop(.failed(error))
        }
        guard sieve.matches(cell) else { return .leave }
        matching += 1
        guard sieve.isOpen(cell) else { return .leave }
        open += 1
        guard sieve.allowsAll || open <= SearchReader.lookedAtMax else { return stop(.isCut) }
        guard sieve.allows(cell) else { return .leave }
        passed += 1
        return .take
    }

    private func stop(_ reason: Stop) -> SQLiteVerdict {
        stop = reason
        return .stop
    }

    /// Documents are numbered as they come, so the numbers passed over tell how many there may be.
    private func isFarFromEnough(at document: Int64) -> Bool {
        guard fewMatch || fewAllowed else { return false }
        let all = Double(looked) * Double(newest) / Double(max(1, newest - document))
        let needed = Double(SearchReader.candidatesMax) * Double(looked) / Double(max(1, passed))
        return min(all, needed) > Double(patience.lookedAtMax)
    }
}
