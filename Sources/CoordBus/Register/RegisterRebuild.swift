/// Makes a register from a log alone.
package struct RegisterRebuild {
    private static let chunkBytes = 1 << 20
    /// Bytes of a batch: there is memory while it lasts, and large ones save the most.
    private static let weightMax = 64 << 20

    package private(set) var events: UInt64 = 0

    package init() {}

    /// Fills `path` with everything that is in `log` now; what was there before is gone.
    /// - Parameter progress: called now and then with the last sequence folded.
    package mutating func run(
        log: any EventLog, path: String, progress: (UInt64) -> Void = { _ in }
    ) throws(FoldError) {
        let file = try RegisterFile.beginRebuild(path: path, log: log.identity.description)
        let fold = try RegisterFold(
            file, source: LogRegisterSource(log), weightMax: Self.weightMax)
        var reader = FoldReader(log: log)
        var told: UInt64 = 0
        while try reader.applyChunk(to: [fold], bytesMax: Self.chunkBytes) {
            try fold.gatherOn()
            if fold.appliedThrough > told {
                told = fold.appliedThrough
                progress(told)
            }
        }
        try fold.commit()
        try file.finishRebuild()
        events = fold.appliedThrough
    }
}
