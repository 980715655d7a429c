import Bytes
import Platform
import Synchronization
import TestSupport

/// A disk in memory that forgets what was not synced, as real ones do: sector by sector, in any order.
final class SimulatedDisk: FileSystem {
    /// How the machine stops.
    enum Stop {
        /// kill -9: the page cache survives.
        case kill
        case powerCut
    }

    struct Inode {
        enum Change {
            case write(offset: Int, bytes: [UInt8])
            case resize(Int)
        }

        /// As a process sees it.
        var live: [UInt8] = []
        /// As it was at the last sync.
        var durable: [UInt8] = []
        /// What was done since, in order.
        var pending: [Change] = []
        /// The handle that locked it.
        var lockHolder: ObjectIdentifier?
    }

    enum NameChange {
        case put(String, Int)
        case rename(String, String)
        case remove(String)
    }

    struct State {
        var inodes: [Int: Inode] = [:]
        var names: [String: Int] = [:]
        var durableNames: [String: Int] = [:]
        var pendingNames: [NameChange] = []
        var nextInode = 1
        /// Handles of a process that was stopped do nothing any more.
        var process = 0
        /// Changing operations until the machine stops; nil = it does not.
        var operationsLeft: Int?
        var isStopped = false
        /// How many bytes all files may have; nil = no limit.
        var bytesMax: Int?
        /// Syncs until one fails; nil = none does.
        var syncsLeft: Int?
        var random: SplitMix64

        var bytesUsed: Int { inodes.values.reduce(0) { $0 + $1.live.count } }
    }

    let state: Mutex<State>
    static let sectorBytes = 512

    init(seed: UInt64) { state = Mutex(State(random: SplitMix64(seed: seed))) }

    // Names.

    func open(_ path: String, _ access: FileAccess) throws(FileError) -> any OpenFile {
        try state.withLock { state throws(FileError) in
            let inode: Int
            if let known = state.names[path] {
                inode = known
                if access == .create {
                    try state.change("open", path)
                    state.resize(inode, to: 0)
                }
            } else {
                guard access == .create || access == .createOrWrite else {
                    throw FileError(operation: "open", path: path, code: FileError.notFoundCode)
                }
                try state.change("open", path)
                inode = state.nextInode
                state.nextInode += 1
                state.inodes[inode] = Inode()
                state.names[path] = inode
                state.pendingNames.append(.put(path, inode))
            }
            return SimulatedFile(disk: self, path: path, inode: inode, process: state.process)
        }
    }

    func names(in folder: String) throws(FileError) -> [String] {
        state.withLock { state in
            state.names.keys.filter { $0.hasPrefix(folder + "/") }
                .map { String($0.dropFirst(folder.count + 1)) }.shuffled(using: &state.random)
        }
    }

    func makeFolder(_ path: String) throws(FileError) {}

    func syncFolder(_ path: String) throws(FileError) {
        try state.withLock { state throws(FileError) in
            try state.change("fsync", path)
            try state.countSync(path)
            state.durableNames = state.names
            state.pendingNames = []
        }
    }

    func rename(_ path: String, to newPath: String) throws(FileError) {
        try state.withLock { state throws(FileError) in
            try state.change("rename", path)
            state.names[newPath] = state.names.removeValue(forKey: path)
            state.pendingNames.append(.rename(path, newPath))
        }
    }

    func remove(_ path: String) throws(FileError) {
        try state.withLock { state throws(FileError) in
            try state.change("unlink", path)
            state.names[path] = nil
            state.pendingNames.append(.remove(path))
        }
    }

    // The machine.

    /// Stops the process or the machine and starts anew; what is left is what the files now hold.
    func restart(after stop: Stop) {
        state.withLock { state in
            state.process += 1
            state.isStopped = false
            state.operationsLeft = nil
            state.syncsLeft = nil
            for inode in state.inodes.keys { state.inodes[inode]?.lockHolder = nil }
            if stop == .powerCut { state.losePending() }
        }
    }

    /// The content of a file as a process sees it.
    func content(_ path: String) -> [UInt8]? {
        state.withLock { state in state.names[path].flatMap { state.inodes[$0]?.live } }
    }

    /// Replaces a file from outside; it counts as durable.
    func replace(_ path: String, _ bytes: [UInt8]?) {
        state.withLock { state in
            guard let bytes else {
                state.names[path] = nil
                state.durableNames[path] = nil
                return
            }
            let inode = state.nextInode
            state.nextInode += 1
            state.inodes[inode] = Inode(live: bytes, durable: bytes)
            state.names[path] = inode
            state.durableNames[path] = inode
        }
    }

    var paths: [String] { state.withLock { $0.names.keys.sorted() } }
    func stopAfter(operations: Int?) { state.withLock { $0.operationsLeft = operations } }
    func failSync(after syncs: Int?) { state.withLock { $0.syncsLeft = syncs } }
    func limit(bytes: Int?) { state.withLock { $0.bytesMax = bytes } }
    var bytesUsed: Int { state.withLock { $0.bytesUsed } }
    var hasFailedSync: Bool { state.withLock { ($0.syncsLeft ?? 0) < 0 } }
    var isStopped: Bool { state.withLock { $0.isStopped } }
}

extension SimulatedDisk.State {
    /// Counts an operation that changes something; the machine may stop at it.
    mutating func change(_ operation: String, _ path: String) throws(FileError) {
        if let left = operationsLeft {
            operationsLeft = left - 1
            if left <= 0 { isStopped = true }
        }
        if isStopped {
            throw FileError(operation: operation, path: path, code: FileError.inputOutputCode)
        }
    }

    mutating func countSync(_ path: String) throws(FileError) {
        guard let left = syncsLeft else { return }
        syncsLeft = left - 1
        if left == 0 {
            throw FileError(
                operation: "fdatasync", path: path, code: FileError.inputOutputCode)
        }
    }

    mutating func resize(_ inode: Int, to size: Int) {
        inodes[inode]!.live.resize(to: size)
        inodes[inode]!.pending.append(.resize(size))
    }

    mutating func write(_ inode: Int, _ bytes: [UInt8], at offset: Int) {
        inodes[inode]!.live.put(bytes, at: offset)
        inodes[inode]!.pending.append(.write(offset: offset, bytes: bytes))
    }

    /// The power is cut: of what was not synced, any sectors may be on the disk, and any first part of the renames.
    mutating func losePending() {
        let namesKept = Int.random(in: 0...pendingNames.count, using: &random)
        for change in pendingNames.prefix(namesKept) {
            switch change {
            case .put(let path, let inode): durableNames[path] = inode
            case .rename(let path, let newPath):
                durableNames[newPath] = durableNames.removeValue(forKey: path)
            case .remove(let path): durableNames[path] = nil
            }
        }
        names = durableNames
        pendingNames = []
        for inode in inodes.keys.sorted() { losePending(inode) }
    }

    private mutating func losePending(_ inode: Int) {
        var content = inodes[inode]!.durable
        // Often all or nothing, sometimes half: each world its own.
        let keepRatio = [0.0, 0.3, 0.7, 0.95, 1.0].randomElement(using: &random)!
        for change in inodes[inode]!.pending {
            switch change {
            case .resize(let size):
                // The file's length is the journal's: in order, and nothing after a lost one.
                guard Double.random(in: 0..<1, using: &random) < 0.8 else {
                    inodes[inode] = SimulatedDisk.Inode(live: content, durable: content)
                    return
                }
                content.resize(to: size)
            case .write(let offset, let bytes):
                var position = offset
                while position < offset + bytes.count {
                    let sector = SimulatedDisk.sectorBytes
                    let end = min(offset + bytes.count, (position / sector + 1) * sector)
                    if Double.random(in: 0..<1, using: &random) < keepRatio {
                        content.put(
                            Array(bytes[(position - offset)..<(end - offset)]), at: position)
                    }
                    position = end
                }
            }
        }
        inodes[inode] = SimulatedDisk.Inode(live: content, durable: content)
    }
}

extension [UInt8] {
    fileprivate mutating func resize(to size: Int) {
        if size < count { removeLast(count - size) }
        if size > count { self += [UInt8](repeating: 0, count: size - count) }
    }

    fileprivate mutating func put(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        if offset + bytes.count > count { resize(to: offset + bytes.count) }
        replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
}
