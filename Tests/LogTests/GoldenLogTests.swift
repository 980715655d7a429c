import BusCore
import Bytes
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport

/// Logs as earlier versions wrote them: every later version must go on with them. Nothing here is ever changed; a new format
/// gets a folder of its own beside.
@Suite struct GoldenLogTests {
    private static let digest = "25476666d3a79be05e0da44af7789da078b1219f5aadbaf9d89d2fe23b5a9ecc"

    private func copy(_ name: String) throws -> TestFolder {
        let folder = TestFolder()
        try FileManager.default.copyItem(
            at: packageRoot.appending(path: "Tests/LogTests/golden/\(name)"),
            to: URL(filePath: folder.file("log")))
        return folder
    }

    @Test(
        "a log of format 1 is whole, closed or killed, and ends with the digest it had",
        arguments: ["1-closed", "1-killed"])
    func format1(_ name: String) throws {
        let folder = try copy(name)
        let found = try LogVerifier.verify(folder: folder.file("log"))
        #expect(found.damages.isEmpty && found.indexProblems.isEmpty)
        #expect(found.first == 1 && found.last == 40)
        let digest = found.digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digest == Self.digest)
    }

    @Test(
        "this version goes on with a log of format 1: ids are known, sequences follow",
        arguments: ["1-closed", "1-killed"])
    func goesOn(_ name: String) throws {
        let folder = try copy(name)
        var lines: [[UInt8]] = []
        try LogExport.forEachRecord(in: folder.file("log"), from: 1, through: .max) {
            head, record in
            lines.append(record.extracting(head.eventOffset..<head.length).array)
            return true
        }
        #expect(lines.count == 40)
        var refusals = 0
        var bus = try OfflineBus(folder: folder.file("log")) { _, _ in refusals += 1 }
        var reader = ExchangeLine.Reader()
        for (token, line) in lines.enumerated() {
            let read = try reader.read(line)
            try bus.publish([read.event], of: read.agency, recorded: 1, token: UInt64(token))
        }
        let text = String(decoding: lines[0], as: UTF8.self)
        let new = text.replacingOccurrences(of: "golden-1\"", with: "golden-41\"")
        let read = try reader.read(Array(new.utf8))
        try bus.publish([read.event], of: read.agency, recorded: 1, token: 41)
        try bus.finish()
        let tally = bus.tally
        #expect(tally.recorded == 1 && tally.recordedBefore == 40 && tally.refused == 0)
        #expect(refusals == 0)
        #expect(try LogVerifier.verify(folder: folder.file("log")).last == 41)
    }

    @Test("a format of a later version is refused by name and left as it is")
    func laterFormat() throws {
        let folder = try copy("1-closed")
        let path = folder.file("log") + "/00000000000000000001.log"
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        bytes[8] = 2
        let checksum = Array(bytes[0..<124]).span.crc32c
        for index in 0..<4 {
            bytes[124 + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index))
        }
        try Data(bytes).write(to: URL(filePath: path))
        #expect(throws: LogError.unknownFormat(path: path, version: 2)) {
            try SegmentLog.open(folder: folder.file("log"), fingerprint: { _, _ in nil })
        }
        #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == bytes)
    }
}
