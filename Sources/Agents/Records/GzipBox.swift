internal import Bytes
internal import Zlib

/// Opens its file at the first read, and may be let go of early.
final class GzipBox {
    private let path: String
    private var file: GzipFile?

    init(path: String) { self.path = path }

    func read(upTo count: Int, into buffer: inout ByteBuffer) throws(GzipError) -> Int {
        if file == nil { file = try GzipFile(path: path) }
        return try file?.read(upTo: count, into: &buffer) ?? 0
    }
}

extension GzipBox {
    /// The same, with faults as those of the file under its short name.
    func read(upTo count: Int, into buffer: inout ByteBuffer, naming file: String)
        throws(SourceFault) -> Int
    {
        do throws(GzipError) {
            return try read(upTo: count, into: &buffer)
        } catch {
            throw SourceFault(file: file, reason: error.reason)
        }
    }
}
