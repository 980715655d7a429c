internal import Bytes
internal import JSON
internal import Platform

/// The file `backup.json` beside a copy of a log: up to where the copy reached when it was made. The chain of digests shows
/// every change inside a copy, but not that its end is missing; this does.
package struct BackupNote: Equatable, Sendable {
    package static let name = "backup.json"

    /// Of the log, hexadecimal.
    package var log: String
    package var events: Int
    package var last: UInt64
    /// Of the last commit, hexadecimal.
    package var digest: String
    /// When it was made, RFC 3339.
    package var taken: String

    package init(log: String, events: Int, last: UInt64, digest: String, taken: String) {
        self.log = log
        self.events = events
        self.last = last
        self.digest = digest
        self.taken = taken
    }

    /// - Returns: nil when there is none that can be read.
    package init?(in folder: String) {
        guard let bytes = readBytes(folder + "/" + Self.name) else { return nil }
        var parser = JSONParser(bytesMax: 4096)
        do throws(JSONError) {
            let note = try parser.parse(bytes.span)
            let root = note.root
            guard let log = note.text("log", in: root), let digest = note.text("digest", in: root),
                let last = note.value("last", in: root), let events = note.value("events", in: root)
            else { return nil }
            self.init(
                log: log, events: Int(note.integer(events)), last: UInt64(note.integer(last)),
                digest: digest, taken: note.text("taken", in: root) ?? "")
        } catch { return nil }
    }

    /// - Returns: false when it could not be written.
    package func write(in folder: String) -> Bool {
        var json = JSONWriter()
        json.object { json in
            json.member("log", log)
            json.member("events", events)
            json.member("last", last)
            json.member("digest", digest)
            json.member("taken", taken)
        }
        return writeFile(folder + "/" + Self.name, json.text + "\n")
    }
}
