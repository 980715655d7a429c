import Bytes
import Platform
import Synchronization

/// An open file of a simulated disk.
final class SimulatedFile: OpenFile {
    let disk: SimulatedDisk
    let path: String
    let inode: Int
    let process: Int

    init(disk: SimulatedDisk, path: String, inode: Int, process: Int) {
        self.disk = disk
        self.path = path
        self.inode = inode
        self.process = process
    }

    deinit {
        disk.state.withLock { state in
            if state.inodes[inode]?.lockHolder == ObjectIdentifier(self) {
                state.inodes[inode]?.lockHolder = nil
            }
        }
    }

    func size() throws(FileError) -> Int { disk.state.withLock { $0.inodes[inode]!.live.count } }
    func allocatedBytes() throws(FileError) -> Int { (try size() + 4095) / 4096 * 4096 }

    func read(at offset: Int, upTo count: Int, into buffer: inout ByteBuffer) throws(FileError)
        -> Int
    {
        let bytes = disk.state.withLock { state -> [UInt8] in
            let live = state.inodes[inode]!.live
            guard offset < live.count else { return [] }
            return Array(live[offset..<min(live.count, offset + count)])
        }
        buffer.append(bytes)
        return bytes.count
    }

    func write(_ bytes: Span<UInt8>, at offset: Int) throws(FileError) {
        let bytes = bytes.array
        try change("pwrite") { state throws(FileError) in
            let size = state.inodes[inode]!.live.count
            let growth = max(0, offset + bytes.count - size)
            guard let bytesMax = state.bytesMax, state.bytesUsed + growth > bytesMax else {
                return state.write(inode, bytes, at: offset)
            }
            // As much as there is room for, then the error, as pwrite(2) does over two calls.
            let room = max(0, bytesMax - state.bytesUsed)
            let part = bytes.prefix(max(0, bytes.count - growth) + min(room, growth))
            if !part.isEmpty { state.write(inode, Array(part), at: offset) }
            throw FileError(operation: "pwrite", path: path, code: FileError.noSpaceCode)
        }
    }

    /// The simulated disk keeps what it has for as long as the seed says, asked or not.
    func startWriting(_ range: Range<Int>) {}

    func sync() throws(FileError) {
        try change("fdatasync") { state throws(FileError) in
            try state.countSync(path)
            state.inodes[inode]!.durable = state.inodes[inode]!.live
            state.inodes[inode]!.pending = []
        }
    }

    func reserve(_ range: Range<Int>) throws(FileError) {
        try change("fallocate") { state throws(FileError) in
            let size = state.inodes[inode]!.live.count
            guard range.upperBound > size else { return }
            if let bytesMax = state.bytesMax,
                state.bytesUsed + range.upperBound - size > bytesMax
            {
                throw FileError(
                    operation: "fallocate", path: path, code: FileError.noSpaceCode)
            }
            state.resize(inode, to: range.upperBound)
        }
    }

    func truncate(to size: Int) throws(FileError) {
        try change("ftruncate") { state throws(FileError) in state.resize(inode, to: size) }
    }

    func tryLock() throws(FileError) -> Bool {
        disk.state.withLock { state in
            guard state.inodes[inode]!.lockHolder == nil else { return false }
            state.inodes[inode]!.lockHolder = ObjectIdentifier(self)
            return true
        }
    }

    private func change(
        _ operation: String, _ body: (inout SimulatedDisk.State) throws(FileError) -> Void
    ) throws(FileError) {
        try disk.state.withLock { state throws(FileError) in
            guard state.process == process else {
                throw FileError(
                    operation: operation, path: path, code: FileError.inputOutputCode)
            }
            let wasStopped = state.isStopped
            do throws(FileError) { try state.change(operation, path) } catch {
                // The operation in which the machine stops may have been done.
                if !wasStopped, Bool.random(using: &state.random), operation != "fdatasync" {
                    try body(&state)
                }
                throw error
            }
            try body(&state)
        }
    }
}
