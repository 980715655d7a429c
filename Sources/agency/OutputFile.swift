internal import Bytes
internal import Platform

/// Why lines could not be written.
struct OutputError: Error, CustomStringConvertible {
    let description: String
}

/// A file of lines, written in large pieces; `-` is standard output.
struct OutputFile: ~Copyable {
    private static let pieceBytes = 1 << 18
    private let path: String
    private let file: (any OpenFile)?
    private var buffer = ByteBuffer(capacity: pieceBytes)
    private var offset = 0

    init(path: String) throws(OutputError) {
        self.path = path
        guard path != "-" else {
            file = nil
            return
        }
        do throws(FileError) {
            file = try DiskFileSystem().open(path, .create)
        } catch {
            throw OutputError(description: "\(error); name a file that can be written")
        }
    }

    mutating func write(line: Span<UInt8>) throws(OutputError) {
        buffer.append(line)
        buffer.append(byte: 0x0A)
        if buffer.count >= Self.pieceBytes { try flush() }
    }

    mutating func flush() throws(OutputError) {
        guard let file else {
            guard writeAll(buffer.bytes, to: 1) else {
                throw OutputError(description: "nobody reads standard output any more")
            }
            buffer.removeAll()
            return
        }
        do throws(FileError) {
            try file.write(buffer.bytes, at: offset)
        } catch {
            throw OutputError(description: "\(error); make room and start again")
        }
        offset += buffer.count
        buffer.removeAll()
    }
}
