package import Platform

/// Gives up the damaged end of a log, when somebody asks for it by name. Never done by itself: what is cut off was
/// acknowledged to its publisher.
package enum LogRepair {
    package struct Cut: Equatable, Sendable {
        package let file: String
        package let offset: Int
        package let bytes: Int
        /// The last sequence that is kept.
        package let lastKept: UInt64
        package let damage: LogDamage
    }

    /// Cuts off the last batch when it is damaged.
    ///
    /// - Returns: what was cut; nil when the end of the log is fine.
    /// - Throws: `damaged` when commits follow the damage: cutting would lose more than the damaged batch.
    package static func cutDamagedTail(
        folder: String, system: any FileSystem = DiskFileSystem()
    ) throws(LogError) -> Cut? {
        let files = LogFiles(system: system, folder: folder)
        let lock = try LogLock.take(files)
        defer { withExtendedLifetime(lock) {} }
        guard let first = try files.list().segments.last else { return nil }
        let file = try logged { () throws(FileError) in
            try system.open(files.segmentPath(first), .write)
        }
        let header = try SegmentHeader.read(file, expected: first)
        var content = SegmentContent(header)
        var scanner = try BatchScanner(file, header: header)
        guard
            let fault = try scanner.takeAll(
                into: &content, spacing: .max, fingerprint: { _ in nil })
        else { return nil }
        let judge = try TailJudge(
            fault, in: file, digestBefore: content.digest,
            firstSequence: content.summary.last + 1)
        guard case .damaged(let damage) = judge.verdict() else { return nil }
        guard !judge.isFollowed else { throw .damaged(damage) }
        let cut = Cut(
            file: file.path, offset: fault.batchOffset, bytes: judge.bytesInUse,
            lastKept: content.summary.last, damage: damage)
        try remove(indexOf: first, files)
        do throws(FileError) {
            try file.truncate(to: fault.batchOffset)
            try file.sync()
        } catch { throw .syncFailed(error) }
        return cut
    }

    /// The index may cover what is cut.
    private static func remove(indexOf first: UInt64, _ files: LogFiles) throws(LogError) {
        do throws(FileError) {
            try files.system.remove(files.indexPath(first))
            try files.system.syncFolder(files.folder)
        } catch { guard error.isNotFound else { throw .file(error) } }
    }
}
