internal import Bytes
internal import Foundation
internal import Testing
internal import Zlib

private func contents(of path: String, chunk: Int) throws -> String {
    var file = try GzipFile(path: path)
    var buffer = ByteBuffer()
    while try file.read(upTo: chunk, into: &buffer) > 0 {}
    #expect(file.offset == buffer.count)
    return buffer.bytes.text
}

struct GzipFileTests {
    /// gzip of "hello, hello, hello\n", made with gzip -n.
    private let member: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
        0xd7, 0x51, 0xc8, 0x40, 0xa2, 0xb8, 0x00, 0xe7, 0x42, 0x6e, 0x52, 0x14, 0x00, 0x00, 0x00,
    ]

    @Test(arguments: [1, 7, 65_536])
    func packedAndPlainFilesGiveTheSameContent(chunk: Int) throws {
        try withTemporaryFolder { folder in
            let packed = folder + "/a.gz"
            let plain = folder + "/a.txt"
            let twice = Data(member + member)
            try twice.write(to: URL(filePath: packed))
            let text = String(repeating: "hello, hello, hello\n", count: 2)
            try text.write(toFile: plain, atomically: true, encoding: .utf8)
            #expect(try contents(of: packed, chunk: chunk) == text)
            #expect(try contents(of: plain, chunk: chunk) == text)
        }
    }

    @Test func aFileThatEndsTooEarlyIsTold() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a.gz"
            try Data(member[..<20]).write(to: URL(filePath: path))
            let error = #expect(throws: GzipError.self) { try contents(of: path, chunk: 100) }
            #expect(error?.description.contains("a.gz: ends in the middle") == true)
        }
    }

    @Test func everyFlippedBitInThePackedPartIsToldOrHarmless() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a.gz"
            for bit in (10 * 8)..<(member.count * 8) {
                var bytes = member
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                try Data(bytes).write(to: URL(filePath: path))
                #expect(throws: GzipError.self, "bit \(bit)") {
                    try contents(of: path, chunk: 100)
                }
            }
        }
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: GzipError.self) {
            _ = try GzipFile(path: "/nowhere/x.gz")
        }
        #expect(error?.description == "/nowhere/x.gz: No such file or directory")
    }
}
