package import Foundation

/// A folder of its own for one test, gone with the last reference.
package final class TestFolder: Sendable {
    package let path: String

    package init() {
        // Short, because socket paths have to fit into 107 bytes.
        let name = "coordbus-" + UUID().uuidString.prefix(8).lowercased()
        path = FileManager.default.temporaryDirectory.appending(path: name).path()
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            preconditionFailure("no folder for a test at \(path): \(error)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // what is left is in /tmp

    package func file(_ name: String) -> String { path + "/" + name }

    /// The text of a file in it, empty when there is none.
    package func text(_ name: String) -> String {
        (try? String(contentsOfFile: file(name), encoding: .utf8)) ?? ""  // not there: empty
    }

    package func write(_ text: String, to name: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }
}

/// The package's own folder.
package let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// Where the programs stand that were built with the tests.
package let productFolder: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    guard let bundle, let end = bundle.range(of: "/", options: .backwards),
        let name = bundle.range(of: ".xctest")
    else { return packageRoot.appending(path: ".build/debug").path() }
    // Either the bundle itself or a binary inside it.
    let upTo = bundle[..<name.lowerBound]
    let folder = upTo.lastIndex(of: "/") ?? end.lowerBound
    return String(bundle[..<folder])
}()
