package import Bytes

/// What the log asks of a file system: so few operations that a test can stand in for all of them.
///
/// Paths use `/`. Nothing is durable before `sync` of the file, or `syncFolder` for names, has returned.
package protocol FileSystem: Sendable {
    func open(_ path: String, _ access: FileAccess) throws(FileError) -> any OpenFile
    /// The names in a folder, without `.` and `..`, in no order.
    func names(in folder: String) throws(FileError) -> [String]
    /// Makes the folder and those above it, mode 0750; fine when it is there.
    func makeFolder(_ path: String) throws(FileError)
    /// Makes the names in the folder durable.
    func syncFolder(_ path: String) throws(FileError)
    /// Gives a file a new name in one step; what had that name before is gone.
    func rename(_ path: String, to newPath: String) throws(FileError)
    func remove(_ path: String) throws(FileError)
}

package enum FileAccess: Sendable {
    /// An existing file, to read.
    case read
    /// An existing file, to read and write.
    case write
    /// To read and write; emptied when it exists, made with mode 0640 when not.
    case create
    /// To read and write; left as it is when it exists, made with mode 0640 when not.
    case createOrWrite
}

/// An open file; closed when the last reference goes. Offsets and counts are bytes.
package protocol OpenFile: AnyObject, Sendable {
    var path: String { get }

    func size() throws(FileError) -> Int
    /// What the file takes on disk.
    func allocatedBytes() throws(FileError) -> Int
    /// Appends up to `count` bytes from `offset` on to `buffer`.
    /// - Returns: how many; fewer than asked only at the end of the file.
    @discardableResult
    func read(at offset: Int, upTo count: Int, into buffer: inout ByteBuffer) throws(FileError)
        -> Int
    /// Writes all bytes at `offset`. On an error, any part of them may have been written.
    func write(_ bytes: Span<UInt8>, at offset: Int) throws(FileError)
    /// Lets the disk begin with what was written there, so that `sync` has less to wait for. A hint: what goes wrong shows in
    /// `sync`.
    func startWriting(_ range: Range<Int>)
    /// fdatasync(2): returns when data and size are on the disk.
    func sync() throws(FileError)
    /// Takes disk space for the range and lets the file reach at least to its end; new bytes read as zero.
    func reserve(_ range: Range<Int>) throws(FileError)
    func truncate(to size: Int) throws(FileError)
    /// Takes the file for this process alone until it is closed; false when another has it.
    func tryLock() throws(FileError) -> Bool
}
