/// The log, the folds of one analyst thread and how far they are.
struct AnalystWork: ~Copyable {
    private let log: any EventLog
    private let folds: [any Fold]
    var reader: FoldReader

    init(log: any EventLog, folds: [any Fold]) {
        self.log = log
        self.folds = folds
        reader = FoldReader(
            log: log, through: folds.map(\.appliedThrough).min() ?? 0, givesWay: true)
    }

    var appliedThrough: UInt64 { reader.through }
    /// Records that were not looked at yet.
    var waiting: UInt64 { log.lastDurable - min(appliedThrough, log.lastDurable) }
    var hasMore: Bool { waiting > 0 }
    var hasUncommitted: Bool { folds.contains(where: \.hasUncommitted) }

    /// Reads on and applies what it read.
    /// - Returns: false when nothing was there to read.
    mutating func applyChunk(bytesMax: Int) throws(FoldError) -> Bool {
        try reader.applyChunk(to: folds, bytesMax: bytesMax)
    }

    func commit() throws(FoldError) {
        for fold in folds where fold.appliedThrough < appliedThrough {
            try fold.commit(through: appliedThrough)
        }
    }

    func settle() throws(FoldError) {
        for fold in folds { try fold.settle() }
    }

    mutating func caughtUp() throws(FoldError) {
        for fold in folds { try fold.caughtUp(into: &reader.derived) }
    }

    mutating func tick(wall: UInt64) throws(FoldError) {
        for fold in folds { try fold.tick(wall: wall, into: &reader.derived) }
    }
}
