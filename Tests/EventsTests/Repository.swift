import Foundation

/// Where the committed files are.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let examples = root.appending(path: "Tests/EventsTests/examples")

    static func text(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Set to write the examples anew instead of comparing: `COORDBUS_WRITE_EXAMPLES=1 swift test --filter EventsTests`.
    static let writesExamples =
        ProcessInfo.processInfo.environment["COORDBUS_WRITE_EXAMPLES"] == "1"
}
