internal import Platform
internal import Synchronization

/// What went wrong in a torture, from whichever thread saw it: the first few in full, the rest counted.
final class Faults: Sendable {
    private static let shownMax = 20
    private let found = Mutex<(shown: [String], count: Int)>(([], 0))

    func note(_ fault: String) {
        let isShown = found.withLock { found in
            found.count += 1
            guard found.count <= Self.shownMax else { return false }
            found.shown.append(fault)
            return true
        }
        if isShown { writeError("coordbench torture: FAULT: \(fault)") }
    }

    var count: Int { found.withLock { $0.count } }
}

extension Faults {
    /// Notes the fault unless the condition holds.
    func expect(_ condition: Bool, _ fault: @autoclosure () -> String) {
        if !condition { note(fault()) }
    }
}
