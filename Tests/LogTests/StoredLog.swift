import Bytes
import CoordBus
import Platform
import TestSupport

/// A small log that lies on a simulated disk, to be damaged in copies.
struct StoredLog {
    static let folder = "/log"

    let files: [String: [UInt8]]
    let batches: [MadeBatch]
    let options: LogOptions

    /// - Parameter isClosed: false leaves it as a killed process does.
    init(seed: UInt64, batches count: Int, isClosed: Bool, segmentBytes: Int = 1500) throws {
        var random = SplitMix64(seed: seed)
        var options = LogOptions()
        options.segmentBytes = segmentBytes
        options.reserveBytes = 900
        options.zeroAheadBytes = 0
        options.positionSpacing = 300
        options.indexesInBackground = false
        self.options = options
        let disk = SimulatedDisk(seed: seed)
        let log = try SegmentLog.open(
            folder: Self.folder, options: options, system: disk,
            newIdentity: LogIdentity(bytes: [UInt8](repeating: 0xA5, count: 16), idSeed: seed),
            at: 1, fingerprint: MadeRecords.fingerprint(_:seed:))
        var batches: [MadeBatch] = []
        for _ in 0..<count {
            let batch = MadeBatch(
                first: log.lastDurable + 1, count: Int.random(in: 1...4, using: &random),
                bytes: 60...200, random: &random)
            try batch.append(to: log)
            batches.append(batch)
        }
        if isClosed { try log.close() }
        self.batches = batches
        lastSummary = log.segments.last!
        var files: [String: [UInt8]] = [:]
        for path in disk.paths { files[path] = disk.content(path) }
        self.files = files
    }

    let lastSummary: SegmentSummary

    var bytes: [UInt8] { batches.flatMap { $0.bytes } }
    var bytesBeforeLastBatch: [UInt8] { batches.dropLast().flatMap { $0.bytes } }

    var lastSegment: String { files.keys.filter { $0.hasSuffix(".log") }.max()! }
    /// Where the last batch lies in the last segment, marker included, zeros behind it not.
    var lastBatch: Range<Int> {
        let start = lastSummary.end - (batches.last!.bytes.count + 80 + 7) / 8 * 8
        return start..<(start + batches.last!.bytes.count + 80)
    }

    /// A disk that holds the log, with one file changed.
    func disk(changing path: String, _ change: (inout [UInt8]) -> Void) -> SimulatedDisk {
        let disk = SimulatedDisk(seed: 0)
        for (name, bytes) in files where name != path { disk.replace(name, bytes) }
        if var bytes = files[path] {
            change(&bytes)
            disk.replace(path, bytes)
        }
        return disk
    }

    /// A new log with small segments.
    static func begin(on disk: SimulatedDisk) throws(LogError) -> SegmentLog {
        var options = LogOptions()
        options.segmentBytes = 20_000
        options.reserveBytes = 1000
        options.zeroAheadBytes = 500
        options.indexesInBackground = false
        return try SegmentLog.open(
            folder: folder, options: options, system: disk, at: 1,
            fingerprint: MadeRecords.fingerprint(_:seed:))
    }

    func open(_ disk: SimulatedDisk) throws(LogError) -> SegmentLog {
        try SegmentLog.open(
            folder: Self.folder, options: options, system: disk, at: 1,
            fingerprint: MadeRecords.fingerprint(_:seed:))
    }
}
