internal import Bytes
internal import Platform

/// A file of ids, one a line, written in pieces: it may hold millions.
struct IdLog: ~Copyable {
    private static let pieceBytes = 1 << 20
    private let file: any OpenFile
    private var waiting = ByteBuffer(capacity: pieceBytes + 64)
    private var written = 0
    /// Why ids are missing from it, if they are.
    private(set) var failure: FileError?

    /// - Parameter path: emptied when it is there.
    init(path: String) throws(FileError) { file = try DiskFileSystem().open(path, .create) }

    /// Appends the id of an event made by `BenchEvents`.
    mutating func append(idOf event: Span<UInt8>) {
        let id = BenchEvents.idOffset..<(BenchEvents.idOffset + BenchEvents.idCount)
        waiting.append(event.extracting(id))
        waiting.append(byte: 0x0A)
        if waiting.count >= Self.pieceBytes { flush() }
    }

    /// Writes what waits.
    mutating func flush() {
        do throws(FileError) {
            try file.write(waiting.bytes, at: written)
            written += waiting.count
        } catch {
            failure = error
        }
        waiting.removeAll()
    }
}
