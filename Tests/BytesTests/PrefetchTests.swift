import Bytes
import Testing

/// Asking ahead changes nothing and never reads outside, wherever the range lies.
@Suite struct PrefetchTests {
    @Test(arguments: [0..<0, 0..<1, 0..<4_096, 100..<200, 4_000..<9_000, 5_000..<6_000, -70..<10])
    func rangesBeyondTheEnd(range: Range<Int>) {
        var buffer = ByteBuffer()
        buffer.append(repeating: 7, count: 4_096)
        buffer.bytes.prefetch(range)
        #expect(buffer.bytes.array.allSatisfy { $0 == 7 })
    }
}
