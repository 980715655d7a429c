import Foundation
import TestSupport

/// Where the public development data lie: DATA, or beside the repository. Tests that need them are skipped with this word.
enum RealData {
    static let folder =
        ProcessInfo.processInfo.environment["DATA"]
        ?? packageRoot.appending(path: "../shared/data").path()
    static let isThere = FileManager.default.fileExists(
        atPath: folder + "/activities/elections.ndjson")
    static let absent: String = "the public development data are not here: set DATA to their folder"

    static func file(_ path: String) -> String { folder + "/" + path }
}
