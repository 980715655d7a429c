import Bytes
import TestSupport
import Testing

@Suite struct ByteBufferTests {
    @Test("What is appended comes back, whatever the sizes", arguments: UInt64(0)..<50)
    func keepsWhatIsAppended(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var buffer = ByteBuffer()
        var model: [UInt8] = []
        for _ in 0..<200 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                let byte = UInt8.random(in: 0...255, using: &random)
                buffer.append(byte: byte)
                model.append(byte)
            case 1:
                let value = UInt64.random(in: 0...UInt64.max, using: &random)
                buffer.append(littleEndian: value)
                for shift in 0..<8 {
                    model.append(UInt8(truncatingIfNeeded: value >> UInt64(shift * 8)))
                }
            case 2:
                let bytes = (0..<Int.random(in: 0..<700, using: &random)).map {
                    UInt8(truncatingIfNeeded: $0)
                }
                buffer.append(bytes)
                model += bytes
            case 3:
                let length = Int.random(in: 0...model.count, using: &random)
                buffer.truncate(to: length)
                model.removeLast(model.count - length)
            default:
                let length = Int.random(in: 0...model.count, using: &random)
                buffer.removeFirst(length)
                model.removeFirst(length)
            }
            #expect(buffer.bytes.array == model, "seed \(seed)")
        }
    }

    @Test("CRC-32C is that of RFC 3720")
    func checksum() {
        let zeros = [UInt8](repeating: 0, count: 32)
        let ascending = (0..<32).map { UInt8($0) }
        #expect(zeros.span.crc32c == 0x8A91_36AA)
        #expect(ascending.span.crc32c == 0x46DD_794E)
        #expect(Array("123456789".utf8).span.crc32c == 0xE306_9283)
    }

    @Test("A checksum of pieces is that of the whole, wherever it is cut")
    func runningChecksum() {
        let bytes = (0..<80).map { UInt8(($0 * 37 + 11) & 255) }
        for words in 0...3 {
            for rest in 0...8 {
                var checksum = RunningChecksum()
                for word in 0..<words {
                    checksum.add(bytes.span.littleEndian(at: word * 8, as: UInt64.self))
                }
                checksum.add(bytes.span.littleEndian(at: words * 8, as: UInt64.self), bytes: rest)
                let cut = words * 8 + rest
                checksum.add(bytes.span.extracting(cut..<bytes.count))
                #expect(checksum.value == bytes.span.crc32c, "cut at \(cut)")
            }
        }
    }

    @Test("Reading past the end stops the process")
    func boundsAreChecked() async {
        await #expect(processExitsWith: .failure) {
            let bytes: [UInt8] = [1, 2, 3]
            _ = bytes.span.littleEndian(at: 0, as: UInt32.self)
        }
    }
}
