import BusCore
import Bytes
import CoordBus
import Foundation
import Platform
import TestSupport
import Testing

@Suite struct SegmentLogTests {
    /// A folder that is gone after the test.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "coordbus-log-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private var small: LogOptions {
        var options = LogOptions()
        options.segmentBytes = 4096
        options.reserveBytes = 1024
        options.zeroAheadBytes = 512
        options.positionSpacing = 256
        return options
    }

    private func open(_ folder: String, _ options: LogOptions? = nil) throws -> SegmentLog {
        try SegmentLog.open(
            folder: folder, options: options ?? small,
            fingerprint: MadeRecords.fingerprint(_:seed:))
    }

    @Test func whatWasAppendedIsReadInOrderNowAndAfterAReopen() throws {
        try withFolder { folder in
            var random = SplitMix64(seed: 1)
            var expected: [UInt8] = []
            var next: UInt64 = 1
            for round in 0..<3 {
                let log = try open(folder)
                #expect(log.lastDurable == next - 1)
                #expect(try log.readAll() == expected)
                for _ in 0..<30 {
                    let batch = MadeBatch(
                        first: next, count: Int.random(in: 1...9, using: &random), random: &random)
                    try batch.append(to: log)
                    expected += batch.bytes
                    next = batch.last + 1
                    #expect(log.lastDurable == batch.last)
                }
                #expect(try log.readAll() == expected)
                #expect(try log.readAll(bytesMax: 1) == expected)
                if round != 1 { try log.close() }
                #expect(log.segments.count > 3)
            }
            let log = try open(folder)
            #expect(log.takeNotices() == [])
            #expect(try log.readAll() == expected)
        }
    }
}
