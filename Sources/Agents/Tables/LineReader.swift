internal import Bytes
internal import Zlib

/// The lines of a file, packed or plain, without their ends; blank lines are left out but counted.
final class LineReader {
    static let lineBytesMax = 16 << 20

    struct Line {
        /// From 1.
        let number: Int
        let bytes: [UInt8]
    }

    private(set) var bytesRead = 0
    private let file: String
    private let gzip: GzipBox
    private var buffer = ByteBuffer(capacity: 64 * 1024)
    /// Where the next line begins, and up to where no line end was found.
    private var start = 0
    private var searched = 0
    private var number = 0
    private var isEnded = false

    init(path: String, file: String) {
        self.file = file
        gzip = GzipBox(path: path)
    }

    /// - Throws: when the file cannot be read, or a line is longer than `lineBytesMax`.
    func next() throws(SourceFault) -> Line? {
        while true {
            while searched < buffer.count {
                searched += 1
                guard buffer.bytes[searched - 1] == 0x0A else { continue }
                let line = take(upTo: searched - 1)
                start = searched
                if let line { return line }
            }
            if isEnded {
                guard start < buffer.count else { return nil }
                let line = take(upTo: buffer.count)
                start = buffer.count
                return line
            }
            try fill()
        }
    }

    private func take(upTo end: Int) -> Line? {
        number += 1
        var range = start..<end
        if let last = range.last, buffer.bytes[last] == 0x0D { range = start..<last }
        let bytes = buffer.bytes(range).array
        guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
        return Line(number: number, bytes: bytes)
    }

    private func fill() throws(SourceFault) {
        buffer.removeFirst(start)
        searched -= start
        start = 0
        guard buffer.count <= Self.lineBytesMax else {
            let reason = "the line is longer than \(Self.lineBytesMax >> 20) MiB"
            throw SourceFault(file: file, line: number + 1, reason: reason)
        }
        let got = try gzip.read(upTo: 64 * 1024, into: &buffer, naming: file)
        bytesRead += got
        if got == 0 { isEnded = true }
    }
}
