internal import Platform

/// The names in a log's folder: `00000000000000000001.log` and `.index`, `lock`, and `*.new` for what is half-made.
struct LogFiles: Sendable {
    let system: any FileSystem
    let folder: String

    func segmentPath(_ first: UInt64) -> String { "\(folder)/\(Self.digits(first)).log" }
    func indexPath(_ first: UInt64) -> String { "\(folder)/\(Self.digits(first)).index" }
    var lockPath: String { "\(folder)/lock" }
    static let unfinished = ".new"

    /// What lies in the folder.
    func list() throws(LogError) -> Listing {
        var listing = Listing()
        for name in try logged({ () throws(FileError) in try system.names(in: folder) }) {
            if name.hasSuffix(Self.unfinished) {
                listing.unfinished.append("\(folder)/\(name)")
            } else if let first = Self.first(name, suffix: ".log") {
                listing.segments.append(first)
            } else if let first = Self.first(name, suffix: ".index") {
                listing.indexes.append(first)
            }
        }
        listing.segments.sort()
        listing.indexes.sort()
        return listing
    }

    struct Listing {
        /// First sequences, ascending.
        var segments: [UInt64] = []
        var indexes: [UInt64] = []
        var unfinished: [String] = []
    }

    private static func first(_ name: String, suffix: String) -> UInt64? {
        guard name.hasSuffix(suffix), name.utf8.count == 20 + suffix.utf8.count else { return nil }
        return UInt64(name.dropLast(suffix.count))
    }

    private static func digits(_ number: UInt64) -> String {
        let text = String(number)
        return String(repeating: "0", count: 20 - text.utf8.count) + text
    }
}

/// Runs a file operation whose failure is not the caller's to mend.
func logged<R>(_ operation: () throws(FileError) -> R) throws(LogError) -> R {
    do throws(FileError) { return try operation() } catch { throw .file(error) }
}
