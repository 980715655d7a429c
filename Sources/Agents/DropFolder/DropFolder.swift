internal import Bytes
internal import Events
package import Platform

/// A folder into which people and programs put CloudEvents: `*.json` (one event, or a list of them) and `*.ndjson` (one
/// a line), packed with `.gz` or plain. What they say is taken as it is, byte for byte.
///
/// Write under another name, such as `x.json.part`, and rename when whole. After its events are safe in the
/// outbox, `finish` moves a file to `done/`; with faults it goes to `refused/`, beside it a `.reason` file with one
/// line a fault. A name that is there already gets a number. Only the folder itself is looked at, in the order of names.
package struct DropFolder: Sendable {
    package let path: String
    private let files: any FileSystem

    package init(path: String, files: any FileSystem) throws(FileError) {
        self.path = path
        self.files = files
        for name in ["done", "refused"] { try files.makeFolder("\(path)/\(name)") }
    }

    /// The names of the files that wait, in order.
    package func waiting() throws(FileError) -> [String] {
        try files.names(in: path).filter(Self.isEvents).sorted()
    }

    /// Opens one of them.
    package func source(_ name: String) -> DroppedFile { DroppedFile(path: "\(path)/\(name)") }

    /// Moves a file away. With faults it counts as refused, even if some of its events were taken.
    /// - Returns: its new path.
    @discardableResult
    package func finish(_ name: String, faults: [SourceFault]) throws(FileError) -> String {
        let folder = "\(path)/\(faults.isEmpty ? "done" : "refused")"
        let taken = Set(try files.names(in: folder))
        var newName = name
        var number = 1
        while taken.contains(newName) || taken.contains(newName + ".reason") {
            number += 1
            newName = "\(number)-\(name)"
        }
        if !faults.isEmpty {
            let lines = faults.map { $0.description + "\n" }.joined()
            let reason = try files.open("\(folder)/\(newName).reason", .create)
            try reason.write(Array(lines.utf8).span, at: 0)
            try reason.sync()
        }
        try files.rename("\(path)/\(name)", to: "\(folder)/\(newName)")
        try files.syncFolder(folder)
        try files.syncFolder(path)
        return "\(folder)/\(newName)"
    }

    static func isEvents(_ name: String) -> Bool {
        guard !name.hasPrefix(".") else { return false }
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return plain.hasSuffix(".json") || plain.hasSuffix(".ndjson")
    }
}
