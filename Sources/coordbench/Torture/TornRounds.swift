internal import CoordBus
internal import Platform

/// The machine stopped in the last write: a copied log ends at every byte of its last batch in turn.
///
/// Each time coordd must start, give every earlier event, nothing of the torn batch, and record it when it is sent again.
struct TornRounds {
    let programs: Programs
    let seed: UInt64
    let step: Int
    let faults: Faults

    func run() throws {
        var cuts = 0
        for (index, batches) in [[1, 5, 1, 3], [2, 1]].enumerated() {
            let log = try SmallLog(
                programs: programs, stream: TortureStream(index: 0, seed: seed &+ UInt64(index)),
                batches: batches, ending: .killed)
            let folder = try TemporaryFolder("coordbus-torn")
            let isZeroed = index == 1
            for end in stride(from: log.usedBefore, to: log.used, by: step) {
                try cut(log, at: end, isZeroed: isZeroed, folder: "\(folder.path)/log")
                cuts += 1
            }
        }
        writeOutput("torture --torn: \(cuts) cuts of the last batch; \(faults.count) faults")
    }

    /// - Parameter isZeroed: the file keeps its length, and sectors of 512 bytes from the cut on are zero, as where the
    ///   file's space was reserved before.
    private func cut(_ log: SmallLog, at end: Int, isZeroed: Bool, folder: String) throws {
        let place =
            "cut at byte \(end) of \(log.usedBefore)..<\(log.used)\(isZeroed ? ", zeroed" : "")"
        let from = isZeroed ? max(log.usedBefore, end / 512 * 512) : end
        try log.files.write(to: folder, changing: log.files.lastSegment) { bytes in
            if isZeroed {
                for index in from..<bytes.count { bytes[index] = 0 }
            } else {
                bytes.removeSubrange(from...)
            }
        }
        let answer = try Answer.ask(
            programs, folder: folder, stream: log.stream, count: log.count, faults: faults,
            place: place)
        // The zeros behind the marker carry nothing.
        let isWhole = end > log.used - 8 && answer.kind == .gave(UInt64(log.count))
        faults.expect(
            isWhole || answer.kind == .gave(UInt64(log.count - log.lastBatchCount)),
            "\(place): \(answer.kind)")
    }
}
